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

  static List<Entry> entries(@Nullable List<KeyValue> sent) {
    return sent == null ? List.of() : sent.stream().map(KeyValue::entry).toList();
  }

  static Map<String, String> map(@Nullable List<KeyValue> sent) {
    Map<String, String> map = new LinkedHashMap<>();
    entries(sent).forEach(entry -> map.put(entry.key(), entry.value()));
    return map;
  }
}
