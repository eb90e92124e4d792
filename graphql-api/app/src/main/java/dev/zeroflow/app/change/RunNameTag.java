package dev.zeroflow.app.change;

import dev.zeroflow.metadata.tracking.Entry;
import dev.zeroflow.metadata.tracking.RunChange;
import dev.zeroflow.metadata.tracking.TrackingRuns;
import java.util.List;
import java.util.UUID;

/** The name of a run is also a tag, by which tracking clients know it. */
final class RunNameTag {
  static final String KEY = "mlflow.runName";

  private RunNameTag() {}

  /** Gives the run the name that is among its new tags, if one is. */
  static void rename(TrackingRuns runs, String project, UUID run, List<Entry> tags) {
    tags.stream()
        .filter(tag -> tag.key().equals(KEY) && !tag.value().isBlank())
        .forEach(tag -> runs.update(project, run, new RunChange(null, null, tag.value())));
  }
}
