package dev.zeroflow.app.pipeline;

import dev.zeroflow.app.api.Attempted;
import dev.zeroflow.app.api.Refusing;
import dev.zeroflow.app.auth.CallerResolver;
import dev.zeroflow.app.run.StartRunPayload;
import dev.zeroflow.app.run.StoredRuns;
import io.smallrye.common.annotation.RunOnVirtualThread;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Mutation;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;

/** The mutation that starts a run of a stored pipeline. */
@GraphQLApi
@Refusing
public class SubmitRunResolver {
  private final CallerResolver callers;
  private final RunSubmitter submitter;
  private final StoredRuns runs;

  SubmitRunResolver(CallerResolver callers, RunSubmitter submitter, StoredRuns runs) {
    this.callers = callers;
    this.submitter = submitter;
    this.runs = runs;
  }

  @Mutation
  @NonNull
  @RunOnVirtualThread
  @Description("Starts a run of a stored pipeline.")
  public StartRunPayload submitRun(
      @NonNull @Name("input") @Description("What to run.") SubmitRunInput input) {
    // A step that could start runs could start them for ever.
    String project = callers.person("start runs").project();
    var started = Attempted.of(() -> runs.get(project, submitter.submit(project, input)));
    return new StartRunPayload(started.result(), started.errors());
  }
}
