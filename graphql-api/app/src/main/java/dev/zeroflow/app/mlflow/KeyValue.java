package dev.zeroflow.app.mlflow;

import dev.zeroflow.metadata.tracking.Entry;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A parameter or a tag as it is sent. */
record KeyValue(@Nullable String key, @Nullable String value) {
  static KeyValue of(Entry entry) {
    return new KeyValue(entry.key(), entry.value());
  }

  static List<KeyValue> of(List<Entry> entries) {
    return entries.stream().map(KeyValue::of).toList();
  }

  static List<KeyValue> of(Map<String, String> entries) {
    return entries.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(entry -> new KeyValue(entry.getKey(), entry.getValue()))
        .toList();
  }

  /** A value that is not sent is empty. */
  Entry entry() {
    if (key == null || key.isEmpty()) {
      throw MlflowIds.missing("key");
    }
    return new Entry(key, value == null ? "" : value);
  }

  /** As a parameter or tag of a run: clients expect that a long value is cut, not refused. */
  private Entry entry(int longest) {
    Entry whole = entry();
    return whole.value().length() <= longest
        ? whole
        : new Entry(whole.key(), whole.value().substring(0, longest));
  }

  static List<Entry> entries(@Nullable List<KeyValue> sent) {
    return sent == null ? List.of() : sent.stream().map(KeyValue::entry).toList();
  }

  static List<Entry> parameters(@Nullable List<KeyValue> sent) {
    return cut(sent, Entry.MAX_PARAMETER);
  }

  static List<Entry> tags(@Nullable List<KeyValue> sent) {
    return cut(sent, Entry.MAX_TAG);
  }

  private static List<Entry> cut(@Nullable List<KeyValue> sent, int longest) {
    return sent == null ? List.of() : sent.stream().map(it -> it.entry(longest)).toList();
  }

  static Map<String, String> map(@Nullable List<KeyValue> sent) {
    Map<String, String> map = new LinkedHashMap<>();
    entries(sent).forEach(entry -> map.put(entry.key(), entry.value()));
    return map;
  }
}
