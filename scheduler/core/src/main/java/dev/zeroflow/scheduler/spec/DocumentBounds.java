package dev.zeroflow.scheduler.spec;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Holds a document that has been read against limits of depth and size. Aliases make a small text
 * large and can make a collection hold itself, so everything counts as often as it is reached.
 */
final class DocumentBounds {
  /** Far deeper than compiled pipelines are; every recursion over a document bears it. */
  static final int MAX_DEPTH = 100;

  private long size;

  private DocumentBounds() {}

  /**
   * @throws InvalidPipelineException if the document goes beyond a limit or holds a number that
   *     JSON does not know
   */
  static void check(Object document) {
    new DocumentBounds().visit(document, 0);
  }

  private void visit(@Nullable Object value, int depth) {
    if (depth > MAX_DEPTH) {
      throw InvalidPipelineException.unreadable(
          "not valid YAML: collections are nested deeper than " + MAX_DEPTH, 0, 0);
    }
    count(1);
    switch (value) {
      case String text -> count(text.length());
      case Double number when !Double.isFinite(number) ->
          throw InvalidPipelineException.unreadable("not a JSON number: " + number, 0, 0);
      case List<?> list -> list.forEach(element -> visit(element, depth + 1));
      case Map<?, ?> map ->
          map.forEach(
              (key, member) -> {
                visit(key, depth + 1);
                visit(member, depth + 1);
              });
      case null, default -> {}
    }
  }

  private void count(long characters) {
    size += characters;
    if (size > PipelineParser.MAX_BYTES) {
      throw InvalidPipelineException.tooLarge(
          "the document, with its aliases followed, is larger than the %d MB that are accepted"
              .formatted(PipelineParser.MAX_BYTES >> 20));
    }
  }
}
