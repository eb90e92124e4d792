package dev.zeroflow.app.hub;

import dev.zeroflow.app.auth.CallerResolver;
import dev.zeroflow.metadata.hub.HubModel;
import dev.zeroflow.metadata.hub.HubQuery;
import dev.zeroflow.metadata.hub.HubRegistry;
import dev.zeroflow.metadata.hub.HubVersion;
import dev.zeroflow.metadata.serving.InferenceService;
import dev.zeroflow.metadata.serving.InferenceServices;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What is served, to be looked at: this server is the one environment, and deploys by GraphQL. */
@Path("/api/model_registry/{api:v1alpha3|v1}")
@RunOnVirtualThread
class HubServingResource {
  private static final String ENVIRONMENT = "local";
  private static final int ENVIRONMENT_ID = 1;

  private final CallerResolver callers;
  private final InferenceServices services;
  private final HubRegistry hub;
  private final HubJson json;

  HubServingResource(
      CallerResolver callers, InferenceServices services, HubRegistry hub, HubJson json) {
    this.callers = callers;
    this.services = services;
    this.hub = hub;
    this.json = json;
  }

  private static Map<String, @Nullable Object> environmentBody() {
    Map<String, @Nullable Object> body = new LinkedHashMap<>();
    HubBodies.common(body, ENVIRONMENT_ID, ENVIRONMENT, Instant.EPOCH, Instant.EPOCH);
    return body;
  }

  private static void checkEnvironment(String id) {
    if (!Integer.toString(ENVIRONMENT_ID).equals(id)) {
      throw HubIds.missing("serving environment", id);
    }
  }

  @GET
  @Path("serving_environment")
  public Response findEnvironment(@BeanParam HubParameters query) {
    callers.caller();
    if (!ENVIRONMENT.equals(query.name)) {
      throw HubIds.missing("serving environment", query.name + "");
    }
    return json.ok(environmentBody());
  }

  @GET
  @Path("serving_environments")
  public Response environments(@BeanParam HubParameters parameters) {
    callers.caller();
    return json.ok(page(List.of(environmentBody()), parameters.page(null)));
  }

  @GET
  @Path("serving_environments/{id}")
  public Response environment(@PathParam("id") String id, @BeanParam HubParameters query) {
    callers.caller();
    checkEnvironment(id);
    return json.ok(environmentBody());
  }

  @GET
  @Path("serving_environments/{id}/inference_services")
  public Response servicesOf(@PathParam("id") String id, @BeanParam HubParameters parameters) {
    checkEnvironment(id);
    return services(parameters);
  }

  @GET
  @Path("inference_services")
  public Response services(@BeanParam HubParameters parameters) {
    String project = callers.caller().project();
    List<Map<String, @Nullable Object>> bodies =
        services.all().stream().filter(it -> it.project().equals(project)).map(this::body).toList();
    return json.ok(page(bodies, parameters.page(null)));
  }

  /** All at once: there are never many. */
  private static Map<String, Object> page(
      List<Map<String, @Nullable Object>> items, HubQuery query) {
    return Map.of(
        "items", items, "size", items.size(), "pageSize", query.size(), "nextPageToken", "");
  }

  @GET
  @Path("inference_service")
  public Response findService(@BeanParam HubParameters query) {
    return json.ok(body(service(it -> it.name().equals(query.name), query.name + "")));
  }

  @GET
  @Path("inference_services/{id}")
  public Response service(@PathParam("id") String id) {
    return json.ok(body(byId(id)));
  }

  @GET
  @Path("inference_services/{id}/model")
  public Response model(@PathParam("id") String id) {
    return json.ok(HubBodies.model(model(byId(id))));
  }

  @GET
  @Path("inference_services/{id}/version")
  public Response version(@PathParam("id") String id) {
    HubVersion version = version(byId(id));
    return json.ok(HubBodies.version(version));
  }

  private InferenceService byId(String id) {
    return service(it -> id(it).toString().equals(id), id);
  }

  private InferenceService service(Predicate<InferenceService> wanted, String which) {
    String project = callers.caller().project();
    return services.all().stream()
        .filter(it -> it.project().equals(project))
        .filter(wanted)
        .findFirst()
        .orElseThrow(() -> HubIds.missing("inference service", which));
  }

  private static UUID id(InferenceService it) {
    return HubIds.named(it.project(), "inference service", it.name());
  }

  private HubModel model(InferenceService it) {
    var query = new HubQuery(null, it.model(), null, null, HubQuery.OrderBy.ID, false, null, 1);
    return hub.models(it.project(), query).stream()
        .findFirst()
        .orElseThrow(() -> HubIds.missing("model", it.model()));
  }

  private HubVersion version(InferenceService it) {
    var query =
        new HubQuery(
            null,
            null,
            null,
            model(it).number(),
            HubQuery.OrderBy.ID,
            true,
            null,
            HubQuery.MAX_SIZE);
    return hub.versions(it.project(), query).stream()
        .filter(version -> version.version().version().equals(it.version()))
        .findFirst()
        .orElseThrow(() -> HubIds.missing("model version", it.version()));
  }

  private Map<String, @Nullable Object> body(InferenceService it) {
    Map<String, @Nullable Object> body = new LinkedHashMap<>();
    HubBodies.common(body, id(it), it.name(), it.updatedAt(), it.updatedAt());
    body.put("registeredModelId", Integer.toString(model(it).number()));
    body.put("modelVersionId", Integer.toString(version(it).number()));
    body.put("servingEnvironmentId", Integer.toString(ENVIRONMENT_ID));
    body.put("runtime", "zeroflow");
    body.put("desiredState", "DEPLOYED");
    return body;
  }
}
