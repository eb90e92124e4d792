package dev.zeroflow.app.mlflow;

import static dev.zeroflow.app.mlflow.MlflowRegistry.allowed;

import dev.zeroflow.app.auth.Authors;
import dev.zeroflow.app.auth.CallerResolver;
import dev.zeroflow.app.http.HttpFailure;
import dev.zeroflow.metadata.audit.Author;
import dev.zeroflow.metadata.registry.ModelAlias;
import dev.zeroflow.metadata.registry.ModelAliases;
import dev.zeroflow.metadata.registry.ModelVersion;
import dev.zeroflow.metadata.registry.RegisteredModel;
import dev.zeroflow.metadata.registry.RegistryListing;
import dev.zeroflow.metadata.registry.Stage;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Names for versions: aliases that people choose, and the newest version of each stage. */
@Path("/api/2.0/mlflow/registered-models")
@RunOnVirtualThread
class ModelAliasesResource {
  private static final String NEWEST = "latest";

  private final CallerResolver callers;
  private final Authors authors;
  private final ModelAliases aliases;
  private final RegistryListing listing;
  private final MlflowRegistry known;
  private final MlflowJson json;

  ModelAliasesResource(
      CallerResolver callers,
      Authors authors,
      ModelAliases aliases,
      RegistryListing listing,
      MlflowRegistry known,
      MlflowJson json) {
    this.callers = callers;
    this.authors = authors;
    this.aliases = aliases;
    this.listing = listing;
    this.known = known;
    this.json = json;
  }

  @POST
  @Path("alias")
  public Response set(byte[] body) {
    Author author = authors.author();
    RegistryRequest request = json.read(body, RegistryRequest.class);
    String alias = ModelAlias.checkName(MlflowRegistry.required("alias", request.alias()));
    ModelVersion version = known.version(author.project(), request.name(), request.version());
    allowed(() -> aliases.move(author, version.model(), alias, version.version(), null));
    return json.done();
  }

  /** There need not be one of that name. */
  @DELETE
  @Path("alias")
  public Response remove(byte[] body) {
    Author author = authors.author();
    RegistryRequest request = json.read(body, RegistryRequest.class);
    RegisteredModel model = known.model(author.project(), request.name());
    aliases.remove(author, model.name(), MlflowRegistry.required("alias", request.alias()), null);
    return json.done();
  }

  @GET
  @Path("alias")
  public Response get(
      @QueryParam("name") @Nullable String name, @QueryParam("alias") @Nullable String alias) {
    String project = callers.caller().project();
    RegisteredModel model = known.model(project, name);
    String wanted = MlflowRegistry.required("alias", alias);
    ModelVersion version =
        wanted.toLowerCase(Locale.ROOT).equals(NEWEST)
            ? newest(model)
            : aliases
                .find(project, model.name(), wanted)
                .map(found -> known.version(project, model.name(), found.version()))
                .orElseThrow(
                    () ->
                        // Not 404: clients tell a missing alias from a missing model by that.
                        HttpFailure.badInput(
                            "Registered model alias %s not found.".formatted(wanted)));
    return json.ok("model_version", known.shown(version));
  }

  private ModelVersion newest(RegisteredModel model) {
    return listing.newestByStage(model.project(), List.of(model.name())).stream()
        .max(Comparator.comparingInt(it -> Integer.parseInt(it.version())))
        .orElseThrow(
            () ->
                HttpFailure.notFound(
                    "Latest version not found for model %s.".formatted(model.name())));
  }

  @POST
  @Path("get-latest-versions")
  public Response latest(byte[] body) {
    return latest(json.read(body, RegistryRequest.class));
  }

  @GET
  @Path("get-latest-versions")
  public Response latest(@Context UriInfo uri) {
    return latest(json.read(uri.getQueryParameters(), RegistryRequest.class));
  }

  private Response latest(RegistryRequest request) {
    String project = callers.caller().project();
    RegisteredModel model = known.model(project, request.name());
    @Nullable List<String> asked = request.stages();
    Set<Stage> stages =
        asked == null || asked.isEmpty()
            ? Set.of(Stage.values())
            : asked.stream().map(Stage::of).collect(Collectors.toSet());
    List<ModelVersion> found =
        listing.newestByStage(project, List.of(model.name())).stream()
            .filter(version -> stages.contains(version.stage()))
            .toList();
    return json.ok(new VersionsFound(known.shownVersions(project, found), null));
  }
}
