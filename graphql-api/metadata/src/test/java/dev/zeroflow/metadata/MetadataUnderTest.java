package dev.zeroflow.metadata;

import dev.zeroflow.metadata.experiment.Experiments;
import dev.zeroflow.metadata.pipeline.PipelineCatalog;
import dev.zeroflow.metadata.pipeline.PipelineVersions;
import dev.zeroflow.metadata.run.RunDetails;
import dev.zeroflow.metadata.run.RunListing;
import dev.zeroflow.metadata.schedule.DueRecurringRuns;
import dev.zeroflow.metadata.schedule.RecurringRuns;
import java.time.Instant;
import java.util.UUID;

/**
 * Adapters over one store that the contract suites work on. The store need not be empty: each test
 * works in a project of its own.
 *
 * @param scheduler what has the runs
 */
public record MetadataUnderTest(
    Experiments experiments,
    RecurringRuns recurring,
    DueRecurringRuns due,
    PipelineCatalog pipelines,
    PipelineVersions versions,
    RunDetails details,
    RunListing runs,
    Scheduler scheduler) {
  /** A time of which tests count. */
  public static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

  /** Writes runs as a scheduler does. */
  public interface Scheduler {
    /** A run named "a run" is there, created after all that are there already. */
    void submit(String project, UUID run);

    /** The run has ended. */
    void end(UUID run);
  }
}
