package dev.zeroflow.app.kfp;

import dev.zeroflow.app.http.HttpFailure;
import dev.zeroflow.metadata.listing.Fields;
import dev.zeroflow.metadata.listing.Listing;
import dev.zeroflow.metadata.listing.Predicate;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;
import java.util.List;

/** The query of a list; what is empty counts as left out. */
public class ListParameters {
  @QueryParam("page_token")
  @DefaultValue("")
  String pageToken = "";

  @QueryParam("page_size")
  @DefaultValue("")
  String pageSize = "";

  @QueryParam("sort_by")
  @DefaultValue("")
  String sortBy = "";

  @QueryParam("filter")
  @DefaultValue("")
  String filter = "";

  /** Read and ignored: a server on one machine has one namespace. */
  @QueryParam("namespace")
  @DefaultValue("")
  String namespace = "";

  @QueryParam("experiment_id")
  @DefaultValue("")
  String experimentId = "";

  /**
   * The listing that is asked for.
   *
   * @param scope what else decides which items are listed
   */
  Listing listing(Fields fields, String scope, KfpJson json) {
    List<Predicate> predicates = FilterBody.read(filter, fields, json);
    return Listing.of(fields, scope, predicates, sortBy, pageToken, size());
  }

  /** Items on a page, 0 unless the client says how many. */
  int size() {
    try {
      return pageSize.isBlank() ? 0 : Integer.parseInt(pageSize.strip());
    } catch (NumberFormatException e) {
      throw HttpFailure.badInput("page_size is not a number: " + pageSize);
    }
  }
}
