package dev.zeroflow.metadata.registry;

import dev.zeroflow.metadata.MetadataException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Words that somebody looks for in names, descriptions and tags. */
public final class SearchWords {
  /** Most words of a search. */
  public static final int MAX_WORDS = 20;

  private static final int MAX_LENGTH = 1_000;
  private static final Pattern BETWEEN = Pattern.compile("[^\\p{L}\\p{M}\\p{N}]+");

  private SearchWords() {}

  /**
   * The words as a text search of Postgres: all must be there, and the beginning of one is enough.
   *
   * @throws MetadataException with BAD_INPUT if there are none, or too many
   */
  public static String query(String text) {
    List<String> words =
        text.length() > MAX_LENGTH
            ? List.of()
            : BETWEEN
                .splitAsStream(text.toLowerCase(Locale.ROOT))
                .filter(word -> !word.isEmpty())
                .toList();
    if (words.isEmpty() || words.size() > MAX_WORDS) {
      throw MetadataException.badInput(
          "a search needs 1 to %d words in at most %d characters".formatted(MAX_WORDS, MAX_LENGTH));
    }
    return words.stream().map(word -> word + ":*").collect(Collectors.joining(" & "));
  }
}
