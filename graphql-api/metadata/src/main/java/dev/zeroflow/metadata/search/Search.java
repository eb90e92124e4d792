package dev.zeroflow.metadata.search;

import dev.zeroflow.metadata.Digests;
import dev.zeroflow.metadata.MetadataException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is searched for, in which order, and which part of it is wanted.
 *
 * @param after where the part before ended; null for the first one
 * @param fingerprint of the question; tokens carry it, so that they fit no other one
 */
public record Search(
    Filter filter, List<Order> orders, int size, @Nullable Place after, String fingerprint) {
  private static final int FINGERPRINT = 20;

  /** Longest token, in characters: the keys that it holds may be texts of clients. */
  private static final int MAX_TOKEN = 100_000;

  private static final String NONE = "-";

  public Search {
    orders = List.copyOf(orders);
  }

  /**
   * Reads what a client asks for.
   *
   * @param scope what else decides what is found
   * @param filter as {@link FilterParser} reads it
   * @param orders in which order; ids decide between what is equal
   * @param token as {@link #token} wrote it, blank for the first part
   * @param size most items, at least 1
   * @throws MetadataException with BAD_INPUT if it cannot be
   */
  public static Search of(
      SearchTarget target,
      String scope,
      String filter,
      List<Order> orders,
      String token,
      int size) {
    return of(target, scope, FilterParser.parse(filter, target), orders, token, size);
  }

  /** Likewise, for a filter that is not a text. */
  public static Search of(
      SearchTarget target,
      String scope,
      Filter filter,
      List<Order> orders,
      String token,
      int size) {
    String asked =
        String.join("\n", target.toString(), scope, filter.toString(), orders.toString());
    String fingerprint = Digests.sha256(asked).substring(7, 7 + FINGERPRINT);
    Place after = token.isBlank() ? null : place(fingerprint, orders.size(), token);
    return new Search(filter, orders, size, after, fingerprint);
  }

  /** The first items that fulfil the filter, in the order of their ids. */
  public static Search first(Filter filter, int size) {
    return new Search(filter, List.of(), size, null, "");
  }

  /** The text with which a client goes on behind the place; opaque to it. */
  public String token(Place last) {
    List<String> parts = new ArrayList<>(List.of(fingerprint, last.id().toString()));
    last.values().forEach(value -> parts.add(value == null ? NONE : encoded(value)));
    return encoded(String.join(" ", parts));
  }

  /** The token for what comes behind the part; null if nothing does. */
  public @Nullable String next(Found<?> found) {
    Place last = found.last();
    return last == null ? null : token(last);
  }

  private static Place place(String fingerprint, int orders, String token) {
    if (token.length() > MAX_TOKEN) {
      throw strange();
    }
    try {
      String[] parts = decoded(token).split(" ", -1);
      if (parts.length != orders + 2 || !parts[0].equals(fingerprint)) {
        throw MetadataException.badInput(
            "page_token belongs to another search: filter, order and the rest must be as they"
                + " were");
      }
      List<@Nullable String> values = new ArrayList<>();
      for (int i = 2; i < parts.length; i++) {
        values.add(parts[i].equals(NONE) ? null : decoded(parts[i]));
      }
      return new Place(values, UUID.fromString(parts[1]));
    } catch (IllegalArgumentException e) {
      throw strange();
    }
  }

  private static MetadataException strange() {
    return MetadataException.badInput("page_token is not one of this server");
  }

  private static String encoded(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String decoded(String text) {
    return new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
  }
}
