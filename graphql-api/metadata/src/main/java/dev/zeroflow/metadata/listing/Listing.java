package dev.zeroflow.metadata.listing;

import dev.zeroflow.metadata.Digests;
import dev.zeroflow.metadata.MetadataException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which part of a list is wanted, and in which order.
 *
 * @param after where the page before ended; null for the first page
 * @param fingerprint of what is listed; tokens carry it, so that they fit no other list
 */
public record Listing(
    List<Predicate> predicates, Sort sort, int size, @Nullable Position after, String fingerprint) {
  /** Items on a page unless the client says how many. */
  public static final int DEFAULT_SIZE = 20;

  /** Most items on a page; a client that wants more gets as many. */
  public static final int MAX_SIZE = 200;

  /** Most predicates of a filter. */
  public static final int MAX_PREDICATES = 100;

  private static final int FINGERPRINT = 20;

  /**
   * Reads what a client asks for.
   *
   * @param scope what else decides which items are listed
   * @param sortBy see {@link Sort#parse}
   * @param token as {@link #token} wrote it, blank for the first page
   * @param size 0 for the default
   * @throws MetadataException with BAD_INPUT if it cannot be
   */
  public static Listing of(
      Fields fields,
      String scope,
      List<Predicate> predicates,
      String sortBy,
      String token,
      int size) {
    if (size < 0) {
      throw MetadataException.badInput("page_size must not be negative: " + size);
    }
    if (predicates.size() > MAX_PREDICATES) {
      throw MetadataException.badInput("a filter has at most " + MAX_PREDICATES + " predicates");
    }
    Sort sort = Sort.parse(fields, sortBy);
    String listed =
        String.join("\n", fields.resource(), scope, predicates.toString(), sort.toString());
    String fingerprint = Digests.sha256(listed).substring(7, 7 + FINGERPRINT);
    return new Listing(
        List.copyOf(predicates),
        sort,
        size == 0 ? DEFAULT_SIZE : Math.min(size, MAX_SIZE),
        token.isBlank() ? null : position(sort.field(), fingerprint, token),
        fingerprint);
  }

  private static Position position(Field field, String fingerprint, String token) {
    try {
      String plain = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
      String[] parts = plain.split(" ", 3);
      if (parts.length == 3 && parts[0].equals(fingerprint)) {
        return new Position(Predicate.value(field, parts[2]), UUID.fromString(parts[1]));
      }
    } catch (IllegalArgumentException e) {
      throw MetadataException.badInput("page_token is not one of this server");
    }
    throw MetadataException.badInput(
        "page_token belongs to another list: filter, sort_by and the rest must be as they were");
  }

  /** The text with which a client goes on behind the place; opaque to it. */
  public String token(Position last) {
    String plain = fingerprint + " " + last.id() + " " + last.value();
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(plain.getBytes(StandardCharsets.UTF_8));
  }
}
