package dev.zeroflow.metadata.tracking;

import dev.zeroflow.metadata.MetadataException;
import dev.zeroflow.metadata.search.Identifier;
import dev.zeroflow.metadata.search.Kind;
import dev.zeroflow.metadata.search.Order;
import dev.zeroflow.metadata.search.Search;
import dev.zeroflow.metadata.search.SearchTarget;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * A search for logged models that are not deleted.
 *
 * @param experiments ids of the experiments to look at
 * @param onDatasets keeps models with a figure that was measured on one of these; empty for all
 * @param search its orders are those of {@code orders}, the newest first where they leave models
 *     equal
 * @param orders what decides before that
 */
public record LoggedModelSearch(
    List<UUID> experiments, List<OnDataset> onDatasets, Search search, List<ModelOrder> orders) {
  /** Most models of a page. */
  public static final int MAX_SIZE = 1_000;

  private static final Order NEWEST =
      new Order(new Identifier(Kind.ATTRIBUTE, "creation_timestamp"), true);

  /**
   * A data set.
   *
   * @param digest empty for any version
   */
  public record OnDataset(String name, String digest) {
    static final OnDataset ANY = new OnDataset("", "");
  }

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
    if (search.size() < 1 || search.size() > MAX_SIZE) {
      throw MetadataException.badInput("max_results must be 1 to " + MAX_SIZE);
    }
    if (experiments.isEmpty() || experiments.size() > MAX_SIZE) {
      throw MetadataException.badInput("experiment_ids must be 1 to " + MAX_SIZE);
    }
  }

  /**
   * Reads what a client asks for.
   *
   * @param filter as {@link dev.zeroflow.metadata.search.FilterParser} reads it
   * @param token of the page before; blank for the first one
   * @throws MetadataException with BAD_INPUT if it cannot be
   */
  public static LoggedModelSearch of(
      List<UUID> experiments,
      List<OnDataset> onDatasets,
      String filter,
      List<ModelOrder> orders,
      String token,
      int size) {
    List<ModelOrder> all = new ArrayList<>(orders);
    all.add(new ModelOrder(NEWEST, OnDataset.ANY));
    Search search =
        Search.of(
            SearchTarget.LOGGED_MODELS,
            experiments + " " + onDatasets + " " + all,
            filter,
            all.stream().map(ModelOrder::order).toList(),
            token,
            size);
    return new LoggedModelSearch(experiments, onDatasets, search, all);
  }
}
