package dev.zeroflow.app.event;

import dev.zeroflow.metadata.pipeline.Pipeline;
import dev.zeroflow.metadata.pipeline.PipelineVersion;
import dev.zeroflow.metadata.pipeline.Pipelines;
import dev.zeroflow.metadata.project.Project;
import dev.zeroflow.metadata.trigger.ObjectCreated;
import dev.zeroflow.metadata.trigger.ObjectEvents;
import dev.zeroflow.metadata.trigger.RunTrigger;
import dev.zeroflow.metadata.trigger.TriggerDecision;
import dev.zeroflow.metadata.trigger.TriggerOutcome;
import dev.zeroflow.metadata.trigger.Triggers;
import dev.zeroflow.scheduler.engine.KeyReusedException;
import dev.zeroflow.scheduler.engine.RunClient;
import dev.zeroflow.scheduler.run.RunOptions;
import dev.zeroflow.scheduler.run.StartReason;
import dev.zeroflow.scheduler.spec.InvalidPipelineException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Takes object events: into the inbox first, then a run for each trigger that matches, then the
 * decisions. A crash in between is repaired by the sender's next delivery, because a run is
 * submitted under the id of its event.
 */
public final class ObjectEventIngress {
  private final ObjectEvents inbox;
  private final Triggers triggers;
  private final Pipelines pipelines;
  private final RunClient runs;

  public ObjectEventIngress(
      ObjectEvents inbox, Triggers triggers, Pipelines pipelines, RunClient runs) {
    this.inbox = inbox;
    this.triggers = triggers;
    this.pipelines = pipelines;
    this.runs = runs;
  }

  /** What became of an event in every project that watches its bucket. */
  List<TriggerOutcome> accept(ObjectCreated event) {
    List<String> watching = triggers.projectsWatching(event.bucket());
    // That nobody watches is told in the log of the project that everybody sees.
    List<String> projects = watching.isEmpty() ? List.of(Project.DEFAULT) : watching;
    return projects.stream().flatMap(project -> accept(project, event).stream()).toList();
  }

  /** What became of an event: nothing if it had been decided before. */
  List<TriggerOutcome> accept(String project, ObjectCreated event) {
    if (!inbox.receive(project, event)) {
      return List.of();
    }
    List<RunTrigger> watching = triggers.enabledFor(project, event.bucket());
    List<TriggerOutcome> outcomes =
        watching.isEmpty()
            ? List.of(
                new TriggerOutcome(
                    null, new TriggerDecision.Filtered("no trigger watches the bucket")))
            : watching.stream().map(trigger -> outcome(trigger, event)).toList();
    inbox.decided(project, event, outcomes);
    return outcomes;
  }

  private TriggerOutcome outcome(RunTrigger trigger, ObjectCreated event) {
    Optional<String> whyNot = trigger.whyNot(event);
    TriggerDecision decision =
        whyNot.isPresent() ? new TriggerDecision.Filtered(whyNot.get()) : start(trigger, event);
    return new TriggerOutcome(trigger.name(), decision);
  }

  private TriggerDecision start(RunTrigger trigger, ObjectCreated event) {
    PipelineVersion version =
        pipelines.latest(new Pipeline(trigger.project(), trigger.pipeline())).orElse(null);
    if (version == null) {
      return new TriggerDecision.Failed("there is no pipeline " + trigger.pipeline());
    }
    var reason =
        new StartReason(
            StartReason.Kind.OBJECT_CREATED, "s3://" + event.bucket() + "/" + event.key());
    try {
      RunClient.Submitted run =
          runs.submit(
              new RunClient.Request(
                  trigger.project(),
                  null,
                  version.document().getBytes(StandardCharsets.UTF_8),
                  Map.of(),
                  trigger.parametersFor(event),
                  reason,
                  RunOptions.DEFAULT,
                  0,
                  "trigger/%s/%s/%s".formatted(trigger.name(), event.source(), event.id())));
      return new TriggerDecision.Triggered(run.id());
    } catch (KeyReusedException e) {
      // An earlier delivery started it, before the trigger or the pipeline were changed.
      return new TriggerDecision.Triggered(e.run());
    } catch (InvalidPipelineException e) {
      return new TriggerDecision.Failed(String.valueOf(e.getMessage()));
    }
  }
}
