package dev.zeroflow.app.serving;

import dev.zeroflow.app.api.Refusing;
import dev.zeroflow.app.auth.CallerResolver;
import dev.zeroflow.store.CatalogReads;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.mutiny.Uni;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Mutation;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Query;

/** The query and the mutation for inference services. */
@GraphQLApi
@Refusing
public class ServingResolver {
  private final CallerResolver callers;
  private final CatalogReads reads;
  private final ModelDeployer deployer;

  ServingResolver(CallerResolver callers, CatalogReads reads, ModelDeployer deployer) {
    this.callers = callers;
    this.reads = reads;
    this.deployer = deployer;
  }

  @Query
  @NonNull
  @Description("What is served, ordered by name.")
  public Uni<List<@NonNull ApiInferenceService>> inferenceServices() {
    return callers
        .resolve()
        .flatMap(caller -> reads.services(caller.project()))
        .map(found -> found.stream().map(ApiInferenceService::of).toList());
  }

  @Mutation
  @NonNull
  @RunOnVirtualThread
  @Description("Serves a model version under a name; the first call starts it.")
  public DeployModelPayload deployModel(
      @NonNull @Name("input") @Description("What to serve.") DeployModelInput input) {
    var request = new DeployRequest(input.service(), input.model(), input.version());
    return new DeployModelPayload(
        ApiInferenceService.of(deployer.deploy(callers.caller(), request)));
  }
}
