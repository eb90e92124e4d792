package dev.zeroflow.scheduler.engine;

import dev.zeroflow.scheduler.port.NewRun;
import dev.zeroflow.scheduler.port.RunStore;
import dev.zeroflow.scheduler.run.StartReason;
import dev.zeroflow.scheduler.spec.InvalidPipelineException;
import dev.zeroflow.scheduler.spec.PipelineParser;
import dev.zeroflow.scheduler.spec.PipelineSpec;
import dev.zeroflow.scheduler.spec.RunParameters;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Submits runs and nothing else: what an API needs of the scheduler. */
public final class RunClient {
  private static final int MAX_NAME = 128;

  private final RunStore runs;
  private final Set<String> images;
  private final Supplier<UUID> ids;
  private final Runnable wake;

  /**
   * @param images images that functions run
   * @param ids ids of new runs
   * @param wake called after a run has been stored
   */
  public RunClient(RunStore runs, Set<String> images, Supplier<UUID> ids, Runnable wake) {
    this.runs = runs;
    this.images = Set.copyOf(images);
    this.ids = ids;
    this.wake = wake;
  }

  /**
   * What somebody wants to run.
   *
   * @param project the project that the run belongs to
   * @param name display name, null for the pipeline's
   * @param document pipeline document in UTF-8
   * @param parameters JSON values by name
   * @param texts parameters as text, read as what the pipeline declares
   * @param reason why
   * @param idempotencyKey names the submission; repeated, it is the same run
   */
  public record Request(
      String project,
      @Nullable String name,
      byte[] document,
      Map<String, @Nullable Object> parameters,
      Map<String, String> texts,
      StartReason reason,
      @Nullable String idempotencyKey) {}

  /**
   * A run that exists now.
   *
   * @param id its id
   * @param name display name
   * @param pipeline name of its pipeline
   */
  public record Submitted(UUID id, String name, String pipeline) {}

  /**
   * Checks and stores a run.
   *
   * @throws InvalidPipelineException if the document or a parameter is not acceptable; nothing has
   *     been stored then
   */
  public Submitted submit(Request request) {
    PipelineSpec pipeline = PipelineParser.parse(request.document());
    requireKnownImages(pipeline);
    var given = new LinkedHashMap<>(request.parameters());
    request
        .texts()
        .forEach((name, text) -> given.put(name, RunParameters.parse(pipeline, name, text)));
    Map<String, @Nullable Object> parameters = RunParameters.check(pipeline, given);
    String name = name(request.name(), pipeline.name());
    UUID id =
        runs.submit(
            new NewRun(
                ids.get(),
                request.project(),
                name,
                pipeline.name(),
                digest(request.document()),
                new String(request.document(), StandardCharsets.UTF_8),
                parameters,
                request.reason(),
                request.idempotencyKey()));
    wake.run();
    return new Submitted(id, name, pipeline.name());
  }

  private void requireKnownImages(PipelineSpec pipeline) {
    for (String image : pipeline.images()) {
      if (!images.contains(image)) {
        throw InvalidPipelineException.unknownImage(image, images);
      }
    }
  }

  /** {@code sha256:<hex>} of a document. */
  public static String digest(byte[] document) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(document);
      return "sha256:" + HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static String name(@Nullable String wanted, String otherwise) {
    if (wanted == null || wanted.isBlank()) {
      return otherwise;
    }
    return wanted.length() > MAX_NAME ? wanted.substring(0, MAX_NAME) : wanted;
  }
}
