package dev.zeroflow.app.hub;

import dev.zeroflow.metadata.artifact.Artifact;
import dev.zeroflow.metadata.hub.HubArtifact;
import dev.zeroflow.metadata.hub.HubModel;
import dev.zeroflow.metadata.hub.HubQuery;
import dev.zeroflow.metadata.hub.HubQuery.Place;
import dev.zeroflow.metadata.hub.HubRegistry;
import dev.zeroflow.metadata.hub.HubVersion;
import dev.zeroflow.metadata.registry.RegisteredModel;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Things as they are sent. */
final class HubBodies {
  private static final String MODEL = "model-artifact";

  private HubBodies() {}

  static Map<String, @Nullable Object> model(HubModel hub) {
    RegisteredModel it = hub.model();
    Map<String, @Nullable Object> body = new LinkedHashMap<>();
    body.put("owner", it.userName());
    body.put("state", "LIVE");
    body.putAll(it.properties());
    common(body, hub.number(), it.name(), it.createdAt(), it.updatedAt());
    body.put("description", it.description());
    return body;
  }

  static Map<String, @Nullable Object> version(HubVersion it) {
    Map<String, @Nullable Object> body = new LinkedHashMap<>();
    body.put("author", it.version().userName());
    body.put("state", "LIVE");
    body.putAll(it.version().properties());
    common(body, it.number(), it.name(), it.version().createdAt(), it.version().updatedAt());
    body.put("description", it.version().description());
    body.put("registeredModelId", Integer.toString(it.modelNumber()));
    return body;
  }

  static Map<String, @Nullable Object> artifact(HubArtifact it) {
    Artifact artifact = it.artifact();
    Map<String, @Nullable Object> body = new LinkedHashMap<>();
    body.put("state", "LIVE");
    properties(artifact).forEach(body::put);
    common(body, artifact.id(), artifact.name(), artifact.createdAt(), it.updatedAt());
    body.put("artifactType", type(artifact));
    body.put("uri", artifact.uri());
    return body;
  }

  /** Artifacts of other clients are models here whatever their type is called there. */
  static String type(Artifact artifact) {
    return artifact.type().endsWith("-artifact") ? artifact.type() : MODEL;
  }

  @SuppressWarnings("unchecked")
  static Map<String, @Nullable Object> properties(Artifact artifact) {
    return artifact.metadata().get(HubRegistry.PROPERTIES) instanceof Map<?, ?> kept
        ? (Map<String, @Nullable Object>) kept
        : Map.of();
  }

  static void common(
      Map<String, @Nullable Object> body,
      Object id,
      String name,
      Instant created,
      Instant updated) {
    body.put("id", id.toString());
    body.put("name", name);
    body.put("createTimeSinceEpoch", Long.toString(created.toEpochMilli()));
    body.put("lastUpdateTimeSinceEpoch", Long.toString(updated.toEpochMilli()));
  }

  /**
   * A page.
   *
   * @param found at most one more than the query's size
   */
  static <T> Map<String, Object> page(
      List<T> found,
      HubQuery query,
      Function<T, Map<String, @Nullable Object>> shown,
      Function<T, Place> place) {
    List<T> items = found.stream().limit(query.size()).toList();
    String token = found.size() > items.size() ? place.apply(items.getLast()).token() : "";
    return Map.of(
        "items",
        items.stream().map(shown).toList(),
        "size",
        items.size(),
        "pageSize",
        query.size(),
        "nextPageToken",
        token);
  }

  static Place place(HubQuery query, Object id, Instant created, Instant updated) {
    return new Place(
        switch (query.orderBy()) {
          case ID -> Instant.EPOCH;
          case CREATE_TIME -> created;
          case LAST_UPDATE_TIME -> updated;
        },
        id);
  }
}
