package dev.zeroflow.metadata.listing;

import dev.zeroflow.metadata.MetadataException;
import java.util.List;
import java.util.Locale;

/** The order of a list; items that are equal by the field are ordered by their id. */
public record Sort(Field field, boolean descending) {
  private static final String DEFAULT = "created_at";

  /**
   * Reads the name of a field, with {@code asc} or {@code desc} behind it if need be; a blank text
   * is by creation, oldest first.
   *
   * @throws MetadataException with BAD_INPUT if it is something else
   */
  public static Sort parse(Fields fields, String text) {
    List<String> words = List.of(text.strip().split("\\s+"));
    if (words.getFirst().isEmpty()) {
      return new Sort(fields.require(DEFAULT), false);
    }
    String direction = words.size() == 1 ? "asc" : words.get(1).toLowerCase(Locale.ROOT);
    if (words.size() > 2 || !List.of("asc", "desc").contains(direction)) {
      throw MetadataException.badInput(
          "sort_by must be a field, and 'asc' or 'desc' behind it: \"" + text + "\"");
    }
    return new Sort(fields.require(words.getFirst()), direction.equals("desc"));
  }
}
