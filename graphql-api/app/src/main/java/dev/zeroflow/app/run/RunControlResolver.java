package dev.zeroflow.app.run;

import dev.zeroflow.app.api.Attempted;
import dev.zeroflow.app.api.BadInputException;
import dev.zeroflow.app.api.ConflictException;
import dev.zeroflow.app.api.NodeType;
import dev.zeroflow.app.api.NotFoundException;
import dev.zeroflow.app.api.Refusing;
import dev.zeroflow.app.auth.CallerResolver;
import dev.zeroflow.scheduler.engine.RunControl;
import dev.zeroflow.scheduler.engine.RunControl.Outcome;
import dev.zeroflow.scheduler.run.RunEvent;
import io.smallrye.common.annotation.RunOnVirtualThread;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Mutation;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;

/** The mutations that ask something of a run. Tasks may use none: they could keep runs for ever. */
@GraphQLApi
@Refusing
public class RunControlResolver {
  private final CallerResolver callers;
  private final RunControl control;
  private final StoredRuns runs;

  RunControlResolver(CallerResolver callers, RunControl control, StoredRuns runs) {
    this.callers = callers;
    this.control = control;
    this.runs = runs;
  }

  @Mutation
  @NonNull
  @RunOnVirtualThread
  @Description(
      "Ends a run; what runs is given up, and nothing else starts, no exit handler either.")
  public RunRequestPayload cancelRun(
      @NonNull @Id @Name("id") @Description("Id of the run.") String id) {
    return ask(id, RunEvent.CancelRequested::new);
  }

  @Mutation
  @NonNull
  @RunOnVirtualThread
  @Description("Starts nothing more of a run until it is resumed; what runs ends by itself.")
  public RunRequestPayload pauseRun(
      @NonNull @Id @Name("id") @Description("Id of the run.") String id) {
    return ask(id, RunEvent.PauseRequested::new);
  }

  @Mutation
  @NonNull
  @RunOnVirtualThread
  @Description("Goes on with a run that is paused.")
  public RunRequestPayload resumeRun(
      @NonNull @Id @Name("id") @Description("Id of the run.") String id) {
    return ask(id, RunEvent.ResumeRequested::new);
  }

  @Mutation
  @NonNull
  @RunOnVirtualThread
  @Description("Opens a run that failed or was stopped again; what has succeeded stays.")
  public RunRequestPayload rerunRun(
      @NonNull @Id @Name("id") @Description("Id of the run.") String id) {
    return ask(id, RunEvent.RerunRequested::new);
  }

  @Mutation("setRunPriority")
  @NonNull
  @RunOnVirtualThread
  @Description("Changes which runs go first when not everything can start at once.")
  public RunRequestPayload setRunPriority(
      @NonNull @Id @Name("id") @Description("Id of the run.") String id,
      @Name("priority") @Description("From -1000 to 1000; higher ones go first.") int priority) {
    return ask(id, () -> new RunEvent.PriorityRequested(priority(priority)));
  }

  /** The priority if it is one. */
  public static int priority(int wanted) {
    if (Math.abs((long) wanted) > RunControl.MAX_PRIORITY) {
      throw new BadInputException(
          "priority must be from -%1$d to %1$d: %2$d".formatted(RunControl.MAX_PRIORITY, wanted));
    }
    return wanted;
  }

  private RunRequestPayload ask(String id, Supplier<RunEvent.Requested> request) {
    String project = callers.person("control runs").project();
    var answered = Attempted.of(() -> answered(project, id, request.get()));
    RunRequestPayload payload = answered.result();
    return payload == null ? new RunRequestPayload(false, null, answered.errors()) : payload;
  }

  private RunRequestPayload answered(String project, String id, RunEvent.Requested request) {
    UUID run = NodeType.PIPELINE_RUN.require("id", id);
    boolean done =
        switch (control.ask(project, run, request)) {
          case Outcome.Done _ -> true;
          case Outcome.Waiting _ -> false;
          case Outcome.Refused refused -> throw new ConflictException(refused.reason());
          case Outcome.Unknown _ -> throw new NotFoundException("there is no run " + id);
        };
    return new RunRequestPayload(done, runs.get(project, run), List.of());
  }
}
