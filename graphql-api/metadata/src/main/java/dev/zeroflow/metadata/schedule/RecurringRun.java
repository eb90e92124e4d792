package dev.zeroflow.metadata.schedule;

import dev.zeroflow.metadata.MetadataException;
import dev.zeroflow.metadata.Names;
import dev.zeroflow.metadata.run.VersionReference;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A run that starts again and again.
 *
 * @param experimentId the experiment that its runs belong to
 * @param source what it executes
 * @param parameters JSON object of values, in which strings may hold {@link Macros}
 * @param maxConcurrency most runs of it that are under way at once
 * @param catchUp whether each missed time gets a run of its own, and not the latest one alone
 * @param progress how far it is
 */
public record RecurringRun(
    UUID id,
    String project,
    String name,
    String description,
    UUID experimentId,
    Source source,
    String parameters,
    String pipelineRoot,
    String serviceAccount,
    int maxConcurrency,
    Schedule schedule,
    boolean catchUp,
    boolean enabled,
    Instant createdAt,
    Instant updatedAt,
    Progress progress) {
  /** Most runs of one schedule at once. */
  public static final int MAX_CONCURRENCY = 10;

  public RecurringRun {
    Names.title("a recurring run's name", name, Names.MAX_LENGTH);
    Names.prose("a recurring run's description", description);
    Names.prose("a pipeline root", pipelineRoot);
    Names.prose("a service account", serviceAccount);
    if (maxConcurrency < 1 || maxConcurrency > MAX_CONCURRENCY) {
      throw MetadataException.badInput("max_concurrency is from 1 to " + MAX_CONCURRENCY);
    }
  }

  /** What a recurring run executes. */
  public sealed interface Source {
    /** A document of its own. */
    record Document(String text) implements Source {}

    /** A version of a pipeline. */
    record Version(VersionReference reference) implements Source {}
  }

  /**
   * How far a recurring run is.
   *
   * @param last the last time that is done with; null for none
   * @param fired how many runs it has started
   * @param next when it is due; null if it is over
   * @param error why its last time started no run; null if it did
   */
  public record Progress(
      @Nullable Instant last, long fired, @Nullable Instant next, @Nullable String error) {}

  /** Id of the run of one of its times: on every server the same. */
  public UUID runId(Instant tick) {
    String name = "recurring/" + id + "/" + tick;
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
  }
}
