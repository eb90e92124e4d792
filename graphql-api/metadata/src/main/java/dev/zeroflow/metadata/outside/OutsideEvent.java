package dev.zeroflow.metadata.outside;

import dev.zeroflow.metadata.MetadataException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a job told. Events may come again and in any order: what is remembered of them is the same.
 *
 * @param at when it happened
 * @param job null if it is about data sets alone
 * @param run null if it is about the job itself
 * @param inputs what the job read; data sets that are only described, if there is no job
 * @param outputs what the job wrote
 */
public record OutsideEvent(
    Instant at,
    @Nullable OutsideJob job,
    @Nullable Run run,
    List<OutsideDataset> inputs,
    List<OutsideDataset> outputs) {
  /** Most inputs and most outputs of an event. */
  public static final int MAX_DATASETS = 1_000;

  /** What became of a run. */
  public enum Progress {
    /** It began, or goes on. */
    RUNNING,
    COMPLETE,
    FAILED,
    CANCELED,
    /** Something else is said of it. */
    OTHER
  }

  /**
   * A run of the job.
   *
   * @param facets JSON texts by name
   */
  public record Run(UUID id, Progress progress, Map<String, String> facets) {
    public Run {
      facets = Map.copyOf(facets);
    }
  }

  public OutsideEvent {
    if (run != null && job == null) {
      throw new IllegalArgumentException("a run without a job: " + run.id());
    }
    if (job == null && !outputs.isEmpty()) {
      throw new IllegalArgumentException("outputs without a job");
    }
    if (inputs.size() > MAX_DATASETS || outputs.size() > MAX_DATASETS) {
      throw MetadataException.badInput("an event has at most " + MAX_DATASETS + " data sets");
    }
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
  }
}
