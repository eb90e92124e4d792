package dev.zeroflow.app.api;

import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * A page of a list.
 *
 * @param cursors the place of each item
 */
public record Slice<T>(List<T> items, List<String> cursors, PageInfo info) {
  /** Most items on a page. */
  public static final int MAX = 100;

  /** The size of a page, if it is one. */
  public static int size(int first) {
    if (first < 1 || first > MAX) {
      throw new BadInputException("first must be from 1 to %d: %d".formatted(MAX, first));
    }
    return first;
  }

  /**
   * A page of what was read.
   *
   * @param found one item more than the page holds, if there are more
   * @param cursor tells the place of an item
   */
  public static <F, T> Slice<T> of(
      List<F> found, int first, Function<F, String> cursor, Function<F, T> shown) {
    List<F> page = found.stream().limit(first).toList();
    List<String> cursors = page.stream().map(cursor).toList();
    return new Slice<>(
        page.stream().map(shown).toList(),
        cursors,
        new PageInfo(found.size() > first, cursors.isEmpty() ? null : cursors.getLast()));
  }

  /** The items with their places. */
  public <E> List<E> edges(BiFunction<String, T, E> edge) {
    return IntStream.range(0, items.size())
        .mapToObj(i -> edge.apply(cursors.get(i), items.get(i)))
        .toList();
  }
}
