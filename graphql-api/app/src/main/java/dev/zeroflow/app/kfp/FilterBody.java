package dev.zeroflow.app.kfp;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import dev.zeroflow.app.http.HttpFailure;
import dev.zeroflow.metadata.listing.Fields;
import dev.zeroflow.metadata.listing.Operation;
import dev.zeroflow.metadata.listing.Predicate;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A filter as clients send it: JSON with names in camel case or in snake case. */
record FilterBody(@Nullable List<Item> predicates) {
  private static final int MAX_LENGTH = 100_000;

  /** Values of one kind. */
  record Values(@Nullable List<String> values) {}

  /** One predicate; exactly one of its values is set. */
  record Item(
      @Nullable JsonNode operation,
      @Nullable String key,
      @JsonProperty("string_value") @JsonAlias("stringValue") @Nullable String stringValue,
      @JsonProperty("int_value") @JsonAlias("intValue") @Nullable String intValue,
      @JsonProperty("long_value") @JsonAlias("longValue") @Nullable String longValue,
      @JsonProperty("timestamp_value") @JsonAlias("timestampValue") @Nullable String time,
      @JsonProperty("string_values") @JsonAlias("stringValues") @Nullable Values stringValues,
      @JsonProperty("int_values") @JsonAlias("intValues") @Nullable Values intValues,
      @JsonProperty("long_values") @JsonAlias("longValues") @Nullable Values longValues) {
    Predicate predicate(Fields fields) {
      if (operation == null || key == null) {
        throw HttpFailure.badInput("a predicate of the filter needs 'operation' and 'key'");
      }
      return Predicate.of(fields, key, Operation.of(operation.asText()), texts());
    }

    private List<String> texts() {
      List<List<String>> given = new ArrayList<>();
      for (String one : new @Nullable String[] {stringValue, intValue, longValue, time}) {
        if (one != null) {
          given.add(List.of(one));
        }
      }
      for (Values many : new @Nullable Values[] {stringValues, intValues, longValues}) {
        if (many != null) {
          given.add(many.values() == null ? List.of() : many.values());
        }
      }
      if (given.size() != 1) {
        throw HttpFailure.badInput("the predicate for '%s' needs one value".formatted(key));
      }
      return given.getFirst();
    }
  }

  /** The predicates of a filter; none if it is blank. */
  static List<Predicate> read(String filter, Fields fields, KfpJson json) {
    if (filter.isBlank()) {
      return List.of();
    }
    if (filter.length() > MAX_LENGTH) {
      throw HttpFailure.badInput("a filter has at most " + MAX_LENGTH + " characters");
    }
    FilterBody body = json.read(filter.getBytes(StandardCharsets.UTF_8), FilterBody.class);
    List<Item> items = body.predicates() == null ? List.of() : body.predicates();
    return items.stream().map(item -> item.predicate(fields)).toList();
  }
}
