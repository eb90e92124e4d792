package dev.zeroflow.app.tracking;

import dev.zeroflow.app.api.PageInfo;
import dev.zeroflow.app.api.Slice;
import dev.zeroflow.metadata.search.Filter;
import dev.zeroflow.metadata.search.Found;
import dev.zeroflow.metadata.search.OrderParser;
import dev.zeroflow.metadata.search.Search;
import dev.zeroflow.metadata.search.SearchTarget;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What pages of searches have in common. */
final class Pages {
  private Pages() {}

  /**
   * Reads what a client asks for.
   *
   * @param orderBy null for the order otherwise
   * @param after cursor; null for the first page
   */
  static Search search(
      SearchTarget target,
      String scope,
      Filter filter,
      @Nullable List<@Nullable String> orderBy,
      List<String> otherwise,
      int first,
      @Nullable String after) {
    List<String> orders =
        orderBy == null || orderBy.isEmpty()
            ? otherwise
            : orderBy.stream().filter(Objects::nonNull).toList();
    return Search.of(
        target,
        scope,
        filter,
        OrderParser.parse(orders, target),
        after == null ? "" : after,
        Slice.size(first));
  }

  static PageInfo info(Search search, Found<?> found) {
    boolean empty = found.places().isEmpty();
    return new PageInfo(found.more(), empty ? null : search.token(found.places().getLast()));
  }
}
