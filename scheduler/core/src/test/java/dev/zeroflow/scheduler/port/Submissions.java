package dev.zeroflow.scheduler.port;

import dev.zeroflow.scheduler.run.RunOptions;
import dev.zeroflow.scheduler.run.StartReason;
import dev.zeroflow.scheduler.spec.PipelineText;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;

/** New runs for tests. */
public final class Submissions {
  /** The simplest pipeline: one task {@code a}. */
  public static final PipelineText ONE = PipelineText.with(root -> root.task("a"));

  private Submissions() {}

  /** A run of a pipeline without parameters. */
  public static NewRun of(PipelineText pipeline) {
    return of(pipeline, "default", Map.of(), null);
  }

  /** A run; {@code key} is its idempotency key, null for none. */
  public static NewRun of(
      PipelineText pipeline, String project, Map<String, Object> parameters, String key) {
    return of(pipeline.json(), project, parameters, RunOptions.DEFAULT, 0, key);
  }

  /** A run that goes before those of lower priority. */
  public static NewRun urgent(int priority) {
    return of(ONE.json(), "default", Map.of(), RunOptions.DEFAULT, priority, null);
  }

  /** A run of any document, even of one that nobody can read. */
  public static NewRun of(
      String document,
      String project,
      Map<String, Object> parameters,
      RunOptions options,
      int priority,
      String key) {
    return new NewRun(
        UUID.randomUUID(),
        project,
        "a run",
        "test",
        digest(document),
        document,
        parameters,
        new StartReason(StartReason.Kind.OBJECT_CREATED, "s3://incoming/table.csv"),
        options,
        priority,
        key);
  }

  private static String digest(String document) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(document.getBytes(StandardCharsets.UTF_8));
      return "sha256:" + HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
