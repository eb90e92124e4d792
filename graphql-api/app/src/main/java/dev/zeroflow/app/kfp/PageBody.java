package dev.zeroflow.app.kfp;

import dev.zeroflow.metadata.listing.Listing;
import dev.zeroflow.metadata.listing.Page;
import dev.zeroflow.metadata.listing.Position;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** A page as it is sent. */
final class PageBody {
  private PageBody() {}

  /**
   * The page as JSON members; those that are empty are left out.
   *
   * @param key under which the items are
   */
  static <T> Map<String, Object> of(
      String key, Listing listing, Page<T> page, Function<T, Object> shown) {
    var body = new LinkedHashMap<String, Object>();
    List<Object> items = page.items().stream().map(shown).toList();
    if (!items.isEmpty()) {
      body.put(key, items);
    }
    if (page.total() > 0) {
      body.put("total_size", page.total());
    }
    Position last = page.last();
    if (last != null) {
      body.put("next_page_token", listing.token(last));
    }
    return body;
  }
}
