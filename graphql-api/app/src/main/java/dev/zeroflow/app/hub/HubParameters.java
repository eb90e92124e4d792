package dev.zeroflow.app.hub;

import dev.zeroflow.app.http.HttpFailure;
import dev.zeroflow.metadata.hub.HubQuery;
import dev.zeroflow.metadata.hub.HubQuery.OrderBy;
import dev.zeroflow.metadata.hub.HubQuery.Place;
import jakarta.ws.rs.QueryParam;
import org.jspecify.annotations.Nullable;

/** Query parameters of finders and lists. */
class HubParameters {
  private static final int DEFAULT_SIZE = 100;

  @QueryParam("name")
  @Nullable String name;

  @QueryParam("externalId")
  @Nullable String externalId;

  @QueryParam("parentResourceId")
  @Nullable String parentResourceId;

  @QueryParam("pageSize")
  @Nullable String pageSize;

  @QueryParam("orderBy")
  @Nullable String orderBy;

  @QueryParam("sortOrder")
  @Nullable String sortOrder;

  @QueryParam("nextPageToken")
  @Nullable String nextPageToken;

  @QueryParam("filterQuery")
  @Nullable String filterQuery;

  /** What a finder looks for. */
  HubQuery one() {
    if (blank(name) && blank(externalId)) {
      throw HttpFailure.badInput("name or externalId is missing");
    }
    Integer parent =
        parentResourceId == null || parentResourceId.isEmpty()
            ? null
            : HubIds.number("parent", parentResourceId);
    return new HubQuery(
        null,
        blank(name) ? null : name,
        blank(externalId) ? null : externalId,
        parent,
        OrderBy.CREATE_TIME,
        true,
        null,
        1);
  }

  /** What a list shows; an empty token is the one of the first page. */
  HubQuery page(@Nullable Integer parent) {
    if (!blank(filterQuery)) {
      throw HttpFailure.badInput("filterQuery is not supported: ask GraphQL or MLflow's search");
    }
    return new HubQuery(
        null,
        null,
        null,
        parent,
        order(),
        "DESC".equals(sortOrder),
        nextPageToken == null || nextPageToken.isEmpty() ? null : Place.of(nextPageToken),
        size());
  }

  private OrderBy order() {
    return switch (orderBy == null ? "" : orderBy) {
      case "", "CREATE_TIME" -> OrderBy.CREATE_TIME;
      case "LAST_UPDATE_TIME" -> OrderBy.LAST_UPDATE_TIME;
      case "ID" -> OrderBy.ID;
      default ->
          throw HttpFailure.badInput(
              "orderBy must be CREATE_TIME, LAST_UPDATE_TIME or ID: " + orderBy);
    };
  }

  private int size() {
    try {
      return pageSize == null || pageSize.isEmpty() ? DEFAULT_SIZE : Integer.parseInt(pageSize);
    } catch (NumberFormatException e) {
      throw HttpFailure.badInput("pageSize must be a number: " + pageSize);
    }
  }

  private static boolean blank(@Nullable String text) {
    return text == null || text.isBlank();
  }
}
