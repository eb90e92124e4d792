package dev.zeroflow.scheduler.engine;

import dev.zeroflow.scheduler.port.NewRun;
import dev.zeroflow.scheduler.port.RunStore;
import dev.zeroflow.scheduler.run.RunOptions;
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
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Submits runs and asks things of them, and nothing else: what an API needs of the scheduler. */
public final class RunClient {
  private static final int MAX_NAME = 128;

  private final RunStore runs;
  private final TaskFunctions functions;
  private final Supplier<UUID> ids;
  private final Runnable wake;
  private final Consumer<PipelineSpec> accepted;

  /**
   * @param functions which functions run tasks
   * @param ids ids of new runs
   * @param wake called after a run has been stored
   * @param accepted told of each pipeline that may run
   */
  public RunClient(
      RunStore runs,
      TaskFunctions functions,
      Supplier<UUID> ids,
      Runnable wake,
      Consumer<PipelineSpec> accepted) {
    this.runs = runs;
    this.accepted = accepted;
    this.functions = functions;
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
   * @param options what else was chosen
   * @param priority ready tasks of runs with a higher one go first within the project
   * @param idempotencyKey names the submission; repeated, it is the same run
   */
  public record Request(
      String project,
      @Nullable String name,
      byte[] document,
      Map<String, @Nullable Object> parameters,
      Map<String, String> texts,
      StartReason reason,
      RunOptions options,
      int priority,
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
   * What a clone has of its own; null is as it was.
   *
   * @param name display name
   * @param parameters JSON values by name, instead of those of the run
   * @param texts the same as text, read as what the pipeline declares
   * @param caching whether its tasks may reuse what earlier executions put out
   * @param priority of the clone
   */
  public record Changes(
      @Nullable String name,
      Map<String, @Nullable Object> parameters,
      Map<String, String> texts,
      @Nullable Boolean caching,
      @Nullable Integer priority) {}

  /**
   * Checks and stores a run.
   *
   * @throws InvalidPipelineException if the document or a parameter is not acceptable; nothing has
   *     been stored then
   * @throws KeyReusedException if the key names a run that was submitted with something else
   */
  public Submitted submit(Request request) {
    return submit(ids.get(), request);
  }

  /**
   * Like {@link #submit(Request)}, under an id that the caller has chosen. Safe to repeat: a run
   * that exists under it stays as it is.
   */
  public Submitted submit(UUID wanted, Request request) {
    NewRun run = checked(wanted, request);
    UUID id = runs.submit(run);
    if (!id.equals(run.id())) {
      requireSame(id, run);
    }
    wake.run();
    return new Submitted(id, run.name(), run.pipeline());
  }

  /**
   * Checks what {@link #submit} would, and stores nothing.
   *
   * @throws InvalidPipelineException if the document or a parameter is not acceptable
   */
  public void check(Request request) {
    checked(ids.get(), request);
  }

  /**
   * Submits once more what was submitted as a run of the project; everything is checked again.
   *
   * @return empty if the project has no such run
   * @throws InvalidPipelineException as {@link #submit}
   */
  public Optional<Submitted> submitAgain(String project, UUID run, Changes changes) {
    return runs.submission(run)
        .filter(earlier -> earlier.project().equals(project))
        .map(earlier -> submit(again(earlier, changes)));
  }

  private static Request again(NewRun earlier, Changes changes) {
    var parameters = new LinkedHashMap<String, @Nullable Object>(earlier.parameters());
    parameters.putAll(changes.parameters());
    RunOptions options = earlier.options();
    boolean caching = changes.caching() == null ? options.caching() : changes.caching();
    return new Request(
        earlier.project(),
        changes.name() == null ? earlier.name() : changes.name(),
        earlier.document().getBytes(StandardCharsets.UTF_8),
        parameters,
        changes.texts(),
        new StartReason(StartReason.Kind.MANUAL, "clone of " + earlier.id()),
        new RunOptions(caching, options.pipelineRoot()),
        changes.priority() == null ? earlier.priority() : changes.priority(),
        null);
  }

  private NewRun checked(UUID id, Request request) {
    PipelineSpec pipeline = PipelineParser.parse(request.document());
    requireExecutable(pipeline);
    var given = new LinkedHashMap<>(request.parameters());
    request
        .texts()
        .forEach((name, text) -> given.put(name, RunParameters.parse(pipeline, name, text)));
    var run =
        new NewRun(
            id,
            request.project(),
            name(request.name(), pipeline.name()),
            pipeline.name(),
            digest(request.document()),
            new String(request.document(), StandardCharsets.UTF_8),
            RunParameters.check(pipeline, given),
            request.reason(),
            request.options(),
            request.priority(),
            request.idempotencyKey());
    accepted.accept(pipeline);
    return run;
  }

  /** The priority may have changed since, and says nothing of what was asked for. */
  private void requireSame(UUID id, NewRun repeated) {
    NewRun first = runs.submission(id).orElseThrow(() -> new KeyReusedException(id));
    boolean same =
        first.documentDigest().equals(repeated.documentDigest())
            && first.parameters().equals(repeated.parameters())
            && first.name().equals(repeated.name())
            && first.options().equals(repeated.options());
    if (!same) {
      throw new KeyReusedException(id);
    }
  }

  /** What no function here could execute is refused before anything is stored. */
  private void requireExecutable(PipelineSpec pipeline) {
    pipeline.containers().forEach(functions::requireExecutable);
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

  /** Control characters have no place in a line of a list, and U+0000 none in a database. */
  private static String name(@Nullable String wanted, String otherwise) {
    String name = wanted == null ? "" : wanted.replaceAll("\\p{Cntrl}", " ").strip();
    if (name.isEmpty()) {
      return otherwise;
    }
    return name.length() > MAX_NAME ? name.substring(0, MAX_NAME) : name;
  }
}
