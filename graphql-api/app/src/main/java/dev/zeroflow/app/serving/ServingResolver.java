package dev.zeroflow.app.serving;

import dev.zeroflow.app.api.Attempted;
import dev.zeroflow.app.api.Cursor;
import dev.zeroflow.app.api.Refusing;
import dev.zeroflow.app.api.Slice;
import dev.zeroflow.app.auth.Caller;
import dev.zeroflow.app.auth.CallerResolver;
import dev.zeroflow.metadata.governance.ServableVersions;
import dev.zeroflow.metadata.serving.InferenceService;
import dev.zeroflow.store.CatalogReads;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.graphql.DefaultValue;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Mutation;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Query;
import org.jspecify.annotations.Nullable;

/** The query and the mutation for inference services. */
@GraphQLApi
@Refusing
public class ServingResolver {
  private static final String LIST = "inferenceServices";
  private final CallerResolver callers;
  private final CatalogReads reads;
  private final ServableVersions servable;
  private final ModelDeployer deployer;

  ServingResolver(
      CallerResolver callers,
      CatalogReads reads,
      ServableVersions servable,
      ModelDeployer deployer) {
    this.callers = callers;
    this.reads = reads;
    this.servable = servable;
    this.deployer = deployer;
  }

  @Query
  @NonNull
  @Description("What is served, ordered by name.")
  public Uni<InferenceServiceConnection> inferenceServices(
      @Name("first") @DefaultValue("25") @Description("Most services to return, 1 to 100.")
          int first,
      @Name("after") @Description("Cursor to go on behind.") @Nullable String after) {
    int size = Slice.size(first);
    String behind = Cursor.name(LIST, after);
    return callers
        .resolve()
        .flatMap(caller -> reads.services(caller.project(), behind, size + 1))
        .map(
            found ->
                InferenceServiceConnection.of(
                    Slice.of(
                        found, size, it -> Cursor.text(LIST, it.name()), ApiInferenceService::of)));
  }

  @Mutation
  @NonNull
  @RunOnVirtualThread
  @Description("Serves a model version under a name; the first call starts it.")
  public DeployModelPayload deployModel(
      @NonNull @Name("input") @Description("What to serve.") DeployModelInput input) {
    var request = new DeployRequest(input.service(), input.model(), input.version());
    Caller caller = callers.caller();
    var done = Attempted.of(() -> ApiInferenceService.of(deployed(caller, request)));
    return new DeployModelPayload(done.result(), done.errors());
  }

  private InferenceService deployed(Caller caller, DeployRequest request) {
    servable.require(caller.project(), request.model(), request.version());
    return deployer.deploy(caller, request);
  }
}
