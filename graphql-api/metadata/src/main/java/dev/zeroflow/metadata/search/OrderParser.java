package dev.zeroflow.metadata.search;

import dev.zeroflow.metadata.MetadataException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads a list of orders, of which a later one decides between what an earlier one leaves equal.
 */
public final class OrderParser {
  /** Most orders of one search. */
  public static final int MAX_ORDERS = 10;

  private OrderParser() {}

  /**
   * Reads entries such as {@code metrics.acc DESC} or {@code attributes.start_time}.
   *
   * @throws MetadataException with BAD_INPUT if one is none, or two are by the same identifier
   */
  public static List<Order> parse(List<String> entries, SearchTarget target) {
    if (entries.size() > MAX_ORDERS) {
      throw MetadataException.badInput("order_by has more than " + MAX_ORDERS + " entries");
    }
    List<Order> orders = entries.stream().map(entry -> Order.parse(entry, target)).toList();
    Set<Identifier> seen = new HashSet<>();
    for (Order order : orders) {
      if (!seen.add(order.by())) {
        throw MetadataException.badInput("order_by contains %s twice".formatted(order.by()));
      }
    }
    return orders;
  }
}
