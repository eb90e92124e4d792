package dev.zeroflow.app.mlflow;

import static dev.zeroflow.app.mlflow.MlflowRegistry.allowed;

import dev.zeroflow.app.auth.Authors;
import dev.zeroflow.app.auth.CallerResolver;
import dev.zeroflow.metadata.audit.Author;
import dev.zeroflow.metadata.registry.ModelChange;
import dev.zeroflow.metadata.registry.NewModel;
import dev.zeroflow.metadata.registry.Protection;
import dev.zeroflow.metadata.registry.RegisteredModel;
import dev.zeroflow.metadata.registry.RegisteredModels;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Models of the registry. */
@Path("/api/2.0/mlflow/registered-models")
@RunOnVirtualThread
class RegisteredModelsResource {
  private static final String SHOWN = "registered_model";

  private final CallerResolver callers;
  private final Authors authors;
  private final RegisteredModels models;
  private final MlflowRegistry known;
  private final RegistrySearches searches;
  private final Supplier<UUID> ids;
  private final MlflowJson json;

  RegisteredModelsResource(
      CallerResolver callers,
      Authors authors,
      RegisteredModels models,
      MlflowRegistry known,
      RegistrySearches searches,
      Supplier<UUID> ids,
      MlflowJson json) {
    this.callers = callers;
    this.authors = authors;
    this.models = models;
    this.known = known;
    this.searches = searches;
    this.ids = ids;
    this.json = json;
  }

  @POST
  @Path("create")
  public Response create(byte[] body) {
    Author author = authors.author();
    RegistryRequest request = json.read(body, RegistryRequest.class);
    var wanted =
        new NewModel(
            ids.get(),
            request.requiredName(),
            request.descriptionOrEmpty(),
            KeyValue.map(request.tags()),
            Map.of());
    return json.ok(SHOWN, known.shown(models.create(author, wanted)));
  }

  @GET
  @Path("get")
  public Response get(@QueryParam("name") @Nullable String name) {
    String project = callers.caller().project();
    return json.ok(SHOWN, known.shown(known.model(project, name)));
  }

  @GET
  @Path("search")
  public Response search(@Context UriInfo uri) {
    return searches.models(uri);
  }

  @PATCH
  @Path("update")
  public Response update(byte[] body) {
    return shown(changed(body, it -> ModelChange.describe(it.descriptionOrEmpty())));
  }

  /** Only for people: functions may serve it under its name. */
  @POST
  @Path("rename")
  public Response rename(byte[] body) {
    Author author = authors.person("rename models");
    RegistryRequest request = json.read(body, RegistryRequest.class);
    known.model(author.project(), request.name());
    String newName = MlflowRegistry.required("new_name", request.newName());
    return shown(changed(body, it -> ModelChange.rename(newName)));
  }

  private RegisteredModel changed(byte[] body, Function<RegistryRequest, ModelChange> change) {
    Author author = authors.author();
    RegistryRequest request = json.read(body, RegistryRequest.class);
    RegisteredModel model = known.model(author.project(), request.name());
    return models.change(author, model.name(), change.apply(request));
  }

  private Response shown(RegisteredModel model) {
    return json.ok(SHOWN, known.shown(model));
  }

  @DELETE
  @Path("delete")
  public Response delete(byte[] body) {
    Author author = authors.person("delete models");
    RegistryRequest request = json.read(body, RegistryRequest.class);
    String name = known.model(author.project(), request.name()).name();
    return allowed(
        () -> {
          models.delete(author, name, Protection.GOVERNED_ALIASES);
          return json.done();
        });
  }

  @POST
  @Path("set-tag")
  public Response setTag(byte[] body) {
    changed(body, it -> ModelChange.tag(it.requiredKey(), it.valueOrEmpty()));
    return json.done();
  }

  @DELETE
  @Path("delete-tag")
  public Response removeTag(byte[] body) {
    changed(body, it -> ModelChange.untag(it.requiredKey()));
    return json.done();
  }
}
