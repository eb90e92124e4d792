package dev.zeroflow.app.hub;

import dev.zeroflow.app.auth.Authors;
import dev.zeroflow.app.auth.CallerResolver;
import dev.zeroflow.metadata.audit.Author;
import dev.zeroflow.metadata.hub.HubModel;
import dev.zeroflow.metadata.hub.HubQuery;
import dev.zeroflow.metadata.hub.HubRegistry;
import dev.zeroflow.metadata.registry.ModelChange;
import dev.zeroflow.metadata.registry.NewModel;
import dev.zeroflow.metadata.registry.RegisteredModel;
import dev.zeroflow.metadata.registry.RegisteredModels;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Models, and the lists of their versions. Nothing is deleted here: models become ARCHIVED. */
@Path("/api/model_registry/{api:v1alpha3|v1}")
@RunOnVirtualThread
class HubModelsResource {
  private final CallerResolver callers;
  private final Authors authors;
  private final HubRegistry hub;
  private final RegisteredModels models;
  private final HubVersions versions;
  private final Supplier<UUID> ids;
  private final HubJson json;

  HubModelsResource(
      CallerResolver callers,
      Authors authors,
      HubRegistry hub,
      RegisteredModels models,
      HubVersions versions,
      Supplier<UUID> ids,
      HubJson json) {
    this.callers = callers;
    this.authors = authors;
    this.hub = hub;
    this.models = models;
    this.versions = versions;
    this.ids = ids;
    this.json = json;
  }

  @GET
  @Path("registered_model")
  public Response find(@BeanParam HubParameters query) {
    return json.ok(
        hub.models(callers.caller().project(), query.one()).stream()
            .findFirst()
            .map(HubBodies::model)
            .orElseThrow(() -> HubIds.missing("model", query.name + "")));
  }

  @GET
  @Path("registered_models")
  public Response list(@BeanParam HubParameters parameters) {
    HubQuery query = parameters.page(null);
    return json.ok(
        HubBodies.page(
            hub.models(callers.caller().project(), query),
            query,
            HubBodies::model,
            it ->
                HubBodies.place(
                    query, it.number(), it.model().createdAt(), it.model().updatedAt())));
  }

  @POST
  @Path("registered_models")
  public Response create(byte[] body) {
    Author author = authors.author();
    HubBody request = json.read(body);
    var wanted =
        new NewModel(
            ids.get(),
            request.required("name"),
            request.orEmpty("description"),
            Map.of(),
            request.properties());
    return json.created(shown(models.create(author, wanted)));
  }

  @GET
  @Path("registered_models/{id}")
  public Response get(@PathParam("id") String id) {
    return json.ok(HubBodies.model(model(callers.caller().project(), id)));
  }

  /** With its number, which the registry gives it. */
  private Map<String, @Nullable Object> shown(RegisteredModel model) {
    var query = new HubQuery(null, model.name(), null, null, HubQuery.OrderBy.ID, false, null, 1);
    return hub.models(model.project(), query).stream()
        .findFirst()
        .map(HubBodies::model)
        .orElseThrow(() -> HubIds.missing("model", model.name()));
  }

  private HubModel model(String project, String id) {
    return hub.models(project, HubQuery.byId(HubIds.number("model", id))).stream()
        .findFirst()
        .orElseThrow(() -> HubIds.missing("model", id));
  }

  @PATCH
  @Path("registered_models/{id}")
  public Response change(@PathParam("id") String id, byte[] body) {
    Author author = authors.author();
    HubBody request = json.read(body);
    HubModel model = model(author.project(), id);
    var change =
        new ModelChange(
            null,
            request.text("description"),
            Map.of(),
            request.onto(model.model().properties()),
            model.model().revision());
    return json.ok(shown(models.change(author, model.model().name(), change)));
  }

  @GET
  @Path("registered_models/{id}/versions")
  public Response versions(@PathParam("id") String id, @BeanParam HubParameters parameters) {
    String project = callers.caller().project();
    return json.ok(versions.page(project, parameters.page(model(project, id).number())));
  }

  @POST
  @Path("registered_models/{id}/versions")
  public Response addVersion(@PathParam("id") String id, byte[] body) {
    Author author = authors.author();
    HubModel model = model(author.project(), id);
    return json.created(versions.create(author, callers.caller(), model, json.read(body)));
  }
}
