package dev.zeroflow.app.mlflow;

import static dev.zeroflow.app.mlflow.MlflowRegistry.allowed;

import dev.zeroflow.app.auth.Authors;
import dev.zeroflow.app.auth.CallerResolver;
import dev.zeroflow.app.http.HttpFailure;
import dev.zeroflow.metadata.audit.Author;
import dev.zeroflow.metadata.registry.ModelRegistry;
import dev.zeroflow.metadata.registry.ModelVersion;
import dev.zeroflow.metadata.registry.Protection;
import dev.zeroflow.metadata.registry.Stage;
import dev.zeroflow.metadata.registry.VersionChange;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Versions of models. */
@Path("/api/2.0/mlflow/model-versions")
@RunOnVirtualThread
class ModelVersionsResource {
  private static final String SHOWN = "model_version";

  private final CallerResolver callers;
  private final Authors authors;
  private final ModelRegistry registry;
  private final NewVersions created;
  private final MlflowRegistry known;
  private final RegistrySearches searches;
  private final MlflowJson json;

  ModelVersionsResource(
      CallerResolver callers,
      Authors authors,
      ModelRegistry registry,
      NewVersions created,
      MlflowRegistry known,
      RegistrySearches searches,
      MlflowJson json) {
    this.callers = callers;
    this.authors = authors;
    this.registry = registry;
    this.created = created;
    this.known = known;
    this.searches = searches;
    this.json = json;
  }

  /** The version is there at once: its files are, or are not, whoever registers it. */
  @POST
  @Path("create")
  public Response create(@HeaderParam("Idempotency-Key") @Nullable String key, byte[] body) {
    Author author = authors.author();
    RegistryRequest request = json.read(body, RegistryRequest.class);
    known.model(author.project(), request.name());
    return json.ok(SHOWN, known.shown(created.register(author, callers.caller(), request, key)));
  }

  @GET
  @Path("get")
  public Response get(
      @QueryParam("name") @Nullable String name, @QueryParam("version") @Nullable String version) {
    String project = callers.caller().project();
    return json.ok(SHOWN, known.shown(known.version(project, name, version)));
  }

  @GET
  @Path("get-download-uri")
  public Response location(
      @QueryParam("name") @Nullable String name, @QueryParam("version") @Nullable String version) {
    String project = callers.caller().project();
    return json.ok("artifact_uri", created.location(known.version(project, name, version)));
  }

  @GET
  @Path("search")
  public Response search(@Context UriInfo uri) {
    return searches.versions(uri);
  }

  @PATCH
  @Path("update")
  public Response update(byte[] body) {
    return shown(changed(body, it -> VersionChange.describe(it.descriptionOrEmpty())));
  }

  @POST
  @Path("transition-stage")
  public Response transition(byte[] body) {
    Author author = authors.author();
    RegistryRequest request = json.read(body, RegistryRequest.class);
    Stage stage = Stage.of(MlflowRegistry.required("stage", request.stage()));
    if (!Boolean.TRUE.equals(request.archiveExistingVersions())) {
      return shown(changed(body, it -> VersionChange.stage(stage)));
    }
    if (stage != Stage.STAGING && stage != Stage.PRODUCTION) {
      throw HttpFailure.badInput(
          "archive_existing_versions is for Staging and Production, not for " + stage.text());
    }
    ModelVersion version = known.version(author.project(), request.name(), request.version());
    return shown(registry.replace(author, version.model(), version.version(), stage));
  }

  private ModelVersion changed(byte[] body, Function<RegistryRequest, VersionChange> change) {
    Author author = authors.author();
    RegistryRequest request = json.read(body, RegistryRequest.class);
    ModelVersion version = known.version(author.project(), request.name(), request.version());
    return registry.change(author, version.model(), version.version(), change.apply(request));
  }

  private Response shown(ModelVersion version) {
    return json.ok(SHOWN, known.shown(version));
  }

  @DELETE
  @Path("delete")
  public Response delete(byte[] body) {
    Author author = authors.person("delete model versions");
    RegistryRequest request = json.read(body, RegistryRequest.class);
    ModelVersion version = known.version(author.project(), request.name(), request.version());
    return allowed(
        () -> {
          registry.delete(author, version.model(), version.version(), Protection.GOVERNED_ALIASES);
          return json.done();
        });
  }

  @POST
  @Path("set-tag")
  public Response setTag(byte[] body) {
    changed(body, it -> VersionChange.tag(it.requiredKey(), it.valueOrEmpty()));
    return json.done();
  }

  @DELETE
  @Path("delete-tag")
  public Response removeTag(byte[] body) {
    changed(body, it -> VersionChange.untag(it.requiredKey()));
    return json.done();
  }
}
