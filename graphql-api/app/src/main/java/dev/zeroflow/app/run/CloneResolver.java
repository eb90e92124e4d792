package dev.zeroflow.app.run;

import dev.zeroflow.app.api.Attempted;
import dev.zeroflow.app.api.NodeType;
import dev.zeroflow.app.api.NotFoundException;
import dev.zeroflow.app.api.ParameterInput;
import dev.zeroflow.app.api.Refusing;
import dev.zeroflow.app.auth.CallerResolver;
import dev.zeroflow.scheduler.engine.RunClient;
import io.smallrye.common.annotation.RunOnVirtualThread;
import java.util.List;
import org.eclipse.microprofile.graphql.DefaultValue;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Mutation;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.jspecify.annotations.Nullable;

/** The mutation that starts a run like another one. */
@GraphQLApi
@Refusing
public class CloneResolver {
  private final CallerResolver callers;
  private final RunClient client;
  private final StoredRuns runs;

  CloneResolver(CallerResolver callers, RunClient client, StoredRuns runs) {
    this.callers = callers;
    this.client = client;
    this.runs = runs;
  }

  @Mutation
  @NonNull
  @RunOnVirtualThread
  @Description("Starts a run of the same document as another one.")
  public StartRunPayload cloneRun(
      @NonNull @Id @Name("id") @Description("Id of the run to start from.") String id,
      @NonNull
          @Name("parameters")
          @DefaultValue("[]")
          @Description("Parameters in place of those of the run; values are JSON texts.")
          List<@NonNull ParameterInput> parameters,
      @NonNull
          @Name("texts")
          @DefaultValue("[]")
          @Description("The same with plain texts, which are read as what the pipeline declares.")
          List<@NonNull ParameterInput> texts,
      @Name("name") @Description("Name for people; that of the run if left out.")
          @Nullable String name,
      @Name("caching")
          @Description("Whether tasks may take over earlier outputs; as in the run if left out.")
          @Nullable Boolean caching,
      @Name("priority") @Description("From -1000 to 1000; that of the run if left out.")
          @Nullable Integer priority) {
    String project = callers.person("start runs").project();
    var started =
        Attempted.of(
            () -> {
              var changes =
                  new RunClient.Changes(
                      name,
                      GivenParameters.values(parameters),
                      GivenParameters.texts(texts),
                      caching,
                      priority == null ? null : RunControlResolver.priority(priority));
              return client
                  .submitAgain(project, NodeType.PIPELINE_RUN.require("id", id), changes)
                  .map(clone -> runs.get(project, clone.id()))
                  .orElseThrow(() -> new NotFoundException("there is no run " + id));
            });
    return new StartRunPayload(started.result(), started.errors());
  }
}
