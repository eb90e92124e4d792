package dev.zeroflow.metadata.listing;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Function;

/**
 * Reads one page of a list in memory.
 *
 * @param id of an item
 * @param values value of a field of an item
 */
public record InMemoryList<T>(Function<T, UUID> id, Values<T> values) {
  /** What fields are of an item. */
  public interface Values<T> {
    Object of(T item, String field);
  }

  /** The page of the items that is asked for. */
  public Page<T> page(Collection<T> items, Listing listing) {
    List<T> found =
        items.stream().filter(item -> fulfils(item, listing)).sorted(order(listing)).toList();
    List<T> rest = found.stream().filter(item -> isBehind(item, listing)).toList();
    boolean more = rest.size() > listing.size();
    List<T> page = more ? rest.subList(0, listing.size()) : rest;
    return new Page<>(
        new ArrayList<>(page), more ? place(page.getLast(), listing) : null, found.size());
  }

  private Position place(T item, Listing listing) {
    return new Position(values.of(item, listing.sort().field().name()), id.apply(item));
  }

  private Comparator<T> order(Listing listing) {
    return (a, b) -> compare(place(a, listing), place(b, listing), listing.sort());
  }

  private boolean isBehind(T item, Listing listing) {
    Position after = listing.after();
    return after == null || compare(place(item, listing), after, listing.sort()) > 0;
  }

  private static int compare(Position a, Position b, Sort sort) {
    int byValue = compare(a.value(), b.value());
    int order = byValue == 0 ? a.id().toString().compareTo(b.id().toString()) : byValue;
    return sort.descending() ? -order : order;
  }

  @SuppressWarnings("unchecked")
  private static int compare(Object a, Object b) {
    return ((Comparable<Object>) a).compareTo(b);
  }

  private boolean fulfils(T item, Listing listing) {
    return listing.predicates().stream()
        .allMatch(it -> fulfils(values.of(item, it.field().name()), it));
  }

  private static boolean fulfils(Object value, Predicate predicate) {
    Object wanted = predicate.values().getFirst();
    return switch (predicate.operation()) {
      case EQUALS -> value.equals(wanted);
      case NOT_EQUALS -> !value.equals(wanted);
      case GREATER_THAN -> compare(value, wanted) > 0;
      case GREATER_THAN_EQUALS -> compare(value, wanted) >= 0;
      case LESS_THAN -> compare(value, wanted) < 0;
      case LESS_THAN_EQUALS -> compare(value, wanted) <= 0;
      case IN -> predicate.values().contains(value);
      case IS_SUBSTRING -> lower(value).contains(lower(wanted));
    };
  }

  private static String lower(Object text) {
    return text.toString().toLowerCase(Locale.ROOT);
  }
}
