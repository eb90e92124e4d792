package dev.zeroflow.app.kfp;

import dev.zeroflow.app.http.HttpFailure;
import dev.zeroflow.metadata.MetadataException;
import dev.zeroflow.metadata.experiment.Experiment;
import dev.zeroflow.metadata.run.RunListing;
import dev.zeroflow.metadata.run.Tick;
import dev.zeroflow.metadata.schedule.DueRecurringRuns;
import dev.zeroflow.metadata.schedule.Macros;
import dev.zeroflow.metadata.schedule.RecurringRun;
import dev.zeroflow.metadata.schedule.Ticks;
import dev.zeroflow.scheduler.spec.InvalidPipelineException;
import jakarta.enterprise.context.ApplicationScoped;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Starts the runs that are due. A run has the same id on every server, and a recurring run is moved
 * on only from where it was read, so each time starts one run, however many servers look.
 */
@ApplicationScoped
class ScheduledRuns {
  private static final System.Logger LOG = System.getLogger(ScheduledRuns.class.getName());

  /** Most recurring runs that are looked at in one round. */
  private static final int BATCH = 1_000;

  private final DueRecurringRuns due;
  private final RunListing runs;
  private final PipelineSources sources;
  private final RunSubmissions submissions;
  private final KnownExperiments experiments;
  private final KfpJson json;

  ScheduledRuns(
      DueRecurringRuns due,
      RunListing runs,
      PipelineSources sources,
      RunSubmissions submissions,
      KnownExperiments experiments,
      KfpJson json) {
    this.due = due;
    this.runs = runs;
    this.sources = sources;
    this.submissions = submissions;
    this.experiments = experiments;
    this.json = json;
  }

  /**
   * Starts one run of each recurring run that is due.
   *
   * @return whether there may be more to start at once
   */
  boolean startDue(Instant now) {
    List<RecurringRun> found = due.due(now, BATCH);
    boolean more = false;
    for (RecurringRun run : found) {
      more |= start(run, now);
    }
    return more;
  }

  /** When something is due next; empty if nothing is going to be. */
  Optional<Instant> next(Instant now) {
    return due.next(now);
  }

  /** Whether something is due, and waits for other runs to end. */
  boolean isBlocked(Instant now) {
    return !due.due(now, 1).isEmpty();
  }

  private boolean start(RecurringRun run, Instant now) {
    int active = runs.active(run.project(), run.id());
    Optional<Instant> tick = Ticks.due(run, now, active);
    return tick.isPresent() && due.advance(run, progress(run, tick.get(), now));
  }

  private RecurringRun.Progress progress(RecurringRun run, Instant tick, Instant now) {
    try {
      submissions.submit(wanted(run, tick, now));
      return Ticks.started(run, tick);
    } catch (InvalidPipelineException | HttpFailure | MetadataException e) {
      LOG.log(Level.WARNING, "recurring run {0} cannot start: {1}", run.id(), e.getMessage());
      return Ticks.failed(run, tick, String.valueOf(e.getMessage()));
    }
  }

  /** The run of a time. */
  RunSubmissions.Wanted wanted(RecurringRun run, Instant tick, Instant now) {
    UUID id = run.runId(tick);
    Experiment experiment = experiments.forNew(run.project(), run.experimentId());
    var macros = new Macros(tick, now, run.progress().fired() + 1, id);
    return new RunSubmissions.Wanted(
        id,
        run.project(),
        run.name() + " " + tick,
        run.description(),
        experiment,
        sources.find(run.project(), run.source()),
        filled(json.read(run.parameters().getBytes(StandardCharsets.UTF_8), Map.class), macros),
        run.pipelineRoot(),
        run.serviceAccount(),
        new Tick(run.id(), tick));
  }

  private static Map<String, @Nullable Object> filled(Map<?, ?> values, Macros macros) {
    var filled = new LinkedHashMap<String, @Nullable Object>();
    values.forEach((name, value) -> filled.put(String.valueOf(name), filled(value, macros)));
    return filled;
  }

  private static @Nullable Object filled(@Nullable Object value, Macros macros) {
    return switch (value) {
      case String text -> macros.fill(text);
      case List<?> list -> filled(list, macros);
      case Map<?, ?> map -> filled(map, macros);
      case null, default -> value;
    };
  }

  private static List<@Nullable Object> filled(List<?> values, Macros macros) {
    var filled = new ArrayList<@Nullable Object>(values.size());
    values.forEach(value -> filled.add(filled(value, macros)));
    return filled;
  }
}
