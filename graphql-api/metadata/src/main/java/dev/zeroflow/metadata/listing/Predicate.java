package dev.zeroflow.metadata.listing;

import dev.zeroflow.metadata.MetadataException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;

/**
 * What an item of a list must fulfil.
 *
 * @param values each a String or an Instant, as the field is; one, or more for IN
 */
public record Predicate(Field field, Operation operation, List<Object> values) {
  /** Most values of one predicate. */
  public static final int MAX_VALUES = 1_000;

  public Predicate {
    values = List.copyOf(values);
    boolean many = operation == Operation.IN;
    if (values.isEmpty() || (values.size() > 1 && !many) || values.size() > MAX_VALUES) {
      throw MetadataException.badInput(
          "the predicate for %s needs %s"
              .formatted(field.name(), many ? "1 to " + MAX_VALUES + " values" : "one value"));
    }
    if (operation == Operation.IS_SUBSTRING && field.type() != Field.Type.TEXT) {
      throw MetadataException.badInput(field.name() + " is a time and has no substrings");
    }
    Class<?> type = field.type() == Field.Type.TEXT ? String.class : Instant.class;
    if (!values.stream().allMatch(type::isInstance)) {
      throw new IllegalArgumentException(field + " compared with " + values);
    }
  }

  /**
   * A predicate with values as they are sent.
   *
   * @throws MetadataException with BAD_INPUT if a value is not one of the field's
   */
  public static Predicate of(Fields fields, String key, Operation operation, List<String> texts) {
    Field field = fields.require(key);
    return new Predicate(field, operation, texts.stream().map(text -> value(field, text)).toList());
  }

  /** The text as a value of the field. */
  static Object value(Field field, String text) {
    if (field.type() == Field.Type.TEXT) {
      return text;
    }
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeParseException e) {
      throw MetadataException.badInput(
          "%s is a time such as 2026-01-02T03:04:05Z, not \"%s\"".formatted(field.name(), text));
    }
  }
}
