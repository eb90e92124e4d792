package dev.zeroflow.metadata;

import dev.zeroflow.metadata.experiment.InMemoryExperiments;
import dev.zeroflow.metadata.pipeline.InMemoryPipelines;
import dev.zeroflow.metadata.run.InMemoryRuns;
import dev.zeroflow.metadata.schedule.InMemoryRecurringRuns;

/** The metadata in memory. */
public final class InMemoryMetadata {
  private InMemoryMetadata() {}

  /** Adapters that share an empty store. */
  public static MetadataUnderTest empty() {
    var recurring = new InMemoryRecurringRuns();
    var runs = new InMemoryRuns();
    var pipelines = new InMemoryPipelines();
    return new MetadataUnderTest(
        new InMemoryExperiments(recurring, runs),
        recurring,
        recurring,
        pipelines,
        pipelines,
        runs,
        runs,
        runs);
  }
}
