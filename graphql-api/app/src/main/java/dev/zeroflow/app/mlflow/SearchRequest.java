package dev.zeroflow.app.mlflow;

import dev.zeroflow.app.http.HttpFailure;
import dev.zeroflow.metadata.search.Order;
import dev.zeroflow.metadata.search.OrderParser;
import dev.zeroflow.metadata.search.Search;
import dev.zeroflow.metadata.search.SearchTarget;
import dev.zeroflow.metadata.tracking.View;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The fields of searches.
 *
 * @param runViewType of searches for runs
 * @param viewType of searches for experiments
 */
record SearchRequest(
    @Nullable List<String> experimentIds,
    @Nullable String filter,
    @Nullable String runViewType,
    @Nullable String viewType,
    @Nullable Integer maxResults,
    @Nullable List<String> orderBy,
    @Nullable String pageToken) {
  /**
   * The search.
   *
   * @param scope what else decides what is found
   * @param otherwise order if the client does not say one
   * @param size most items if the client does not say how many
   * @param maxSize most items that a client may ask for
   */
  Search search(SearchTarget target, String scope, List<String> otherwise, int size, int maxSize) {
    boolean ordered = orderBy != null && !orderBy.isEmpty();
    List<Order> orders =
        OrderParser.parse(ordered && orderBy != null ? orderBy : otherwise, target);
    return Search.of(
        target,
        scope,
        filter == null ? "" : filter,
        orders,
        pageToken == null ? "" : pageToken,
        size(size, maxSize));
  }

  private int size(int size, int maxSize) {
    if (maxResults == null) {
      return size;
    }
    if (maxResults < 1 || maxResults > maxSize) {
      throw HttpFailure.badInput(
          "max_results must be from 1 to %d: %d".formatted(maxSize, maxResults));
    }
    return maxResults;
  }

  View view() {
    return Stream.of(runViewType, viewType)
        .filter(type -> type != null && !type.isEmpty())
        .findFirst()
        .map(SearchRequest::view)
        .orElse(View.ACTIVE_ONLY);
  }

  private static View view(String text) {
    return switch (text) {
      case "ACTIVE_ONLY", "1" -> View.ACTIVE_ONLY;
      case "DELETED_ONLY", "2" -> View.DELETED_ONLY;
      case "ALL", "3" -> View.ALL;
      default ->
          throw HttpFailure.badInput(
              "the view type must be ACTIVE_ONLY, DELETED_ONLY or ALL: " + text);
    };
  }
}
