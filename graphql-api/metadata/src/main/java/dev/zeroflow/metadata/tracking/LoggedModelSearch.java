package dev.zeroflow.metadata.tracking;

import dev.zeroflow.metadata.MetadataException;
import dev.zeroflow.metadata.search.Filter;
import dev.zeroflow.metadata.search.Order;
import java.util.List;
import java.util.UUID;

/**
 * A search for logged models that are not deleted.
 *
 * @param experiments ids of the experiments to look at
 * @param onDatasets keeps models with a figure that was measured on one of these; empty for all
 * @param orders the newest first where they leave models equal
 * @param offset models to leave out
 * @param limit most models
 */
public record LoggedModelSearch(
    List<UUID> experiments,
    Filter filter,
    List<OnDataset> onDatasets,
    List<ModelOrder> orders,
    int offset,
    int limit) {
  /** Most models of a page. */
  public static final int MAX_LIMIT = 1_000;

  /** A later page costs what all pages before it cost. */
  public static final int MAX_OFFSET = 100_000;

  /**
   * A data set.
   *
   * @param digest empty for any version
   */
  public record OnDataset(String name, String digest) {}

  /**
   * An order; one by a metric may look at figures of one data set only.
   *
   * @param dataset both empty for any
   */
  public record ModelOrder(Order order, OnDataset dataset) {}

  public LoggedModelSearch {
    experiments = List.copyOf(experiments);
    onDatasets = List.copyOf(onDatasets);
    orders = List.copyOf(orders);
    if (limit < 1 || limit > MAX_LIMIT || offset < 0 || offset > MAX_OFFSET) {
      throw MetadataException.badInput(
          "max_results must be 1 to %d, and at most %d models are found: narrow the filter"
              .formatted(MAX_LIMIT, MAX_OFFSET));
    }
    if (experiments.isEmpty() || experiments.size() > MAX_LIMIT) {
      throw MetadataException.badInput("experiment_ids must be 1 to " + MAX_LIMIT);
    }
  }
}
