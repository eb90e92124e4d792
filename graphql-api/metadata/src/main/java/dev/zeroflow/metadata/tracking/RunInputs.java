package dev.zeroflow.metadata.tracking;

import dev.zeroflow.metadata.MetadataException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what runs have read and put out: data sets and logged models. Each is an edge of the
 * lineage as well. Blocking, safe for use by many threads.
 */
public interface RunInputs {
  /** Most data sets or models of one request. */
  int MAX_ITEMS = 1_000;

  /** Most summaries of data sets. */
  int MAX_SUMMARIES = 1_000;

  /**
   * A data set that a run has read.
   *
   * @param tags ordered by key; {@code mlflow.data.context} says what for
   */
  record DatasetInput(DatasetVersion dataset, List<Entry> tags) {
    /** Key of the tag that says what a data set was read for, e.g. {@code train}. */
    public static final String CONTEXT = "mlflow.data.context";

    public DatasetInput {
      tags = Entry.checkedTags(tags);
    }

    /** What it was read for; empty if not said. */
    public String context() {
      return tags.stream()
          .filter(tag -> tag.key().equals(CONTEXT))
          .map(Entry::value)
          .findFirst()
          .orElse("");
    }
  }

  /** A logged model that a run has put out at a step. */
  record ModelOutput(UUID modelId, long step) {}

  /** What a run has read and put out, each in a stable order. */
  record Logged(List<DatasetInput> datasets, List<UUID> models, List<ModelOutput> outputs) {
    public static final Logged NOTHING = new Logged(List.of(), List.of(), List.of());

    public Logged {
      datasets = List.copyOf(datasets);
      models = List.copyOf(models);
      outputs = List.copyOf(outputs);
    }
  }

  /**
   * A data set of an experiment.
   *
   * @param experiment number of the experiment
   * @param context what it was read for; null if not said
   */
  record DatasetSummary(long experiment, String name, String digest, @Nullable String context) {}

  /**
   * Remembers what a run has read. What it has read already stays as it is.
   *
   * @throws MetadataException with NOT_FOUND if there is no such model, with BAD_INPUT if there are
   *     too many
   */
  void logInputs(TrackingRun run, List<DatasetInput> datasets, List<UUID> models, Instant now);

  /**
   * Remembers which models a run has put out; likewise.
   *
   * @throws MetadataException as for {@link #logInputs}
   */
  void logOutputs(TrackingRun run, List<ModelOutput> models, Instant now);

  /**
   * What these runs of the project have read and put out, in two statements however many they are;
   * runs without anything are left out. Long profiles come only if one run is asked for.
   */
  Map<UUID, Logged> of(String project, Collection<UUID> runs);

  /** Data sets that runs of these experiments have read, up to {@link #MAX_SUMMARIES}. */
  List<DatasetSummary> datasets(String project, Collection<UUID> experiments);
}
