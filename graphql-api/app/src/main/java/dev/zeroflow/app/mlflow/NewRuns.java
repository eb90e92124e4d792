package dev.zeroflow.app.mlflow;

import dev.zeroflow.app.http.HttpFailure;
import dev.zeroflow.metadata.tracking.Entry;
import dev.zeroflow.metadata.tracking.NewRun;
import dev.zeroflow.metadata.tracking.TrackingExperiment;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Reads what a client says of a new run. */
final class NewRuns {
  /** The tag by which clients know the name of a run. */
  static final String NAME_TAG = "mlflow.runName";

  private NewRuns() {}

  /**
   * The run to be made. Its name is also a tag; one that nobody has named gets a name.
   *
   * @throws HttpFailure with 400 if name and tag differ
   */
  static NewRun read(RunRequest request, UUID id, TrackingExperiment experiment, Instant now) {
    List<Entry> tags = new ArrayList<>(KeyValue.tags(request.tags()));
    String name = name(request, tags);
    if (name.isEmpty()) {
      name = RunNames.of(id);
    }
    tags.add(new Entry(NAME_TAG, name));
    Long sent = request.startTime();
    Instant start = sent == null || sent == 0 ? now : Times.instant("start_time", sent);
    String user = request.userId() == null ? "" : request.userId();
    return NewRun.ofClient(id, experiment, name, user, start, tags);
  }

  private static String name(RunRequest request, List<Entry> tags) {
    String sent = request.runName() == null ? "" : request.runName();
    String tagged =
        tags.stream()
            .filter(tag -> tag.key().equals(NAME_TAG))
            .map(Entry::value)
            .findFirst()
            .orElse("");
    if (!sent.isEmpty() && !tagged.isEmpty() && !sent.equals(tagged)) {
      throw HttpFailure.badInput(
          "run_name is \"%s\" and the tag %s is \"%s\": send one of them, or the same"
              .formatted(sent, NAME_TAG, tagged));
    }
    return sent.isEmpty() ? tagged : sent;
  }
}
