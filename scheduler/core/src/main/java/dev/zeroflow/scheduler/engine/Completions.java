package dev.zeroflow.scheduler.engine;

import dev.zeroflow.contract.ErrorCategory;
import dev.zeroflow.contract.OutputArtifact;
import dev.zeroflow.contract.OutputSlot;
import dev.zeroflow.contract.TaskError;
import dev.zeroflow.contract.TaskResult;
import dev.zeroflow.scheduler.port.ArtifactAccess;
import dev.zeroflow.scheduler.port.StoreUnavailableException;
import dev.zeroflow.scheduler.run.ArtifactRef;
import dev.zeroflow.scheduler.run.AttemptFigures;
import dev.zeroflow.scheduler.run.RunEvent;
import dev.zeroflow.scheduler.run.Values;
import dev.zeroflow.scheduler.spec.JsonValues;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Turns what a function answered into an event. A function may only name objects that it was given
 * or told to write, and an object counts only when it is stored in full.
 */
final class Completions {
  private static final int MAX_URI = 2_048;
  private static final Pattern SHA256 = Pattern.compile("sha256:[0-9a-f]{64}");

  private final ArtifactAccess artifacts;
  private final ArtifactUris uris;

  Completions(ArtifactAccess artifacts, ArtifactUris uris) {
    this.artifacts = artifacts;
    this.uris = uris;
  }

  /**
   * The event, which is a failure when the outputs cannot be accepted. That the store does not
   * answer is one too: the function has been called, and an attempt is called only once.
   */
  RunEvent event(
      AttemptRef attempt,
      Values inputs,
      Map<String, OutputSlot> slots,
      TaskResult result,
      boolean cold) {
    var figures = new AttemptFigures(cold, result.timings());
    TaskError error = result.error();
    if (error != null) {
      return new RunEvent.AttemptFailed(
          attempt.task(), attempt.attempt(), Storable.error(error), figures);
    }
    try {
      Values outputs =
          new Values(
              JsonValues.normalizeMap(result.outputParameters()),
              outputs(attempt, inputs, slots, result.outputArtifacts()));
      return new RunEvent.AttemptSucceeded(
          attempt.task(), attempt.attempt(), outputs, result.metrics(), figures);
    } catch (RefusedException e) {
      return new RunEvent.AttemptFailed(attempt.task(), attempt.attempt(), e.error, figures);
    } catch (IllegalArgumentException e) {
      return failed(
          attempt,
          figures,
          "BAD_OUTPUT",
          ErrorCategory.USER,
          "an output cannot be stored: " + e.getMessage());
    } catch (StoreUnavailableException e) {
      return failed(
          attempt,
          figures,
          "OUTPUT_NOT_CHECKED",
          ErrorCategory.TRANSIENT,
          "the artifact store does not answer: " + e.getMessage());
    }
  }

  private static RunEvent failed(
      AttemptRef attempt,
      AttemptFigures figures,
      String code,
      ErrorCategory category,
      String message) {
    var error = Storable.error(new TaskError(code, category, message, null));
    return new RunEvent.AttemptFailed(attempt.task(), attempt.attempt(), error, figures);
  }

  private Map<String, List<ArtifactRef>> outputs(
      AttemptRef attempt,
      Values inputs,
      Map<String, OutputSlot> slots,
      Map<String, List<OutputArtifact>> written) {
    var refs = new LinkedHashMap<String, List<ArtifactRef>>();
    written.forEach(
        (name, list) -> {
          OutputSlot slot = slots.get(name);
          if (slot == null) {
            throw refused("UNDECLARED_OUTPUT", "output artifact " + name + " is not declared");
          }
          var made = new ArrayList<ArtifactRef>();
          for (OutputArtifact artifact : list) {
            made.add(output(attempt, inputs, slot, made.size(), artifact));
          }
          refs.put(name, made);
        });
    return refs;
  }

  private ArtifactRef output(
      AttemptRef attempt, Values inputs, OutputSlot slot, int index, OutputArtifact artifact) {
    UUID id = id(attempt, slot.name(), index);
    Optional<ArtifactRef> passedOn =
        inputs.artifacts().values().stream()
            .flatMap(List::stream)
            .filter(input -> !input.uri().isEmpty() && input.uri().equals(artifact.uri()))
            .findFirst();
    if (passedOn.isPresent()) {
      ArtifactRef input = passedOn.get();
      return new ArtifactRef(
          id,
          slot.name(),
          slot.type(),
          input.uri(),
          input.digest(),
          input.size(),
          JsonValues.normalizeMap(artifact.metadata()));
    }
    String uri = uris.output(attempt, slot.name());
    boolean ours = artifact.uri().equals(uri) || artifact.uri().equals(ArtifactUris.directory(uri));
    if (!ours && artifact.digest().isEmpty() && artifact.size() == 0) {
      return withoutBytes(id, slot, artifact);
    }
    checkStored(ours, slot, artifact);
    return new ArtifactRef(
        id,
        slot.name(),
        slot.type(),
        artifact.uri(),
        artifact.digest(),
        artifact.size(),
        JsonValues.normalizeMap(artifact.metadata()));
  }

  /** Nothing is ever read from an address that only a step has named. */
  private static ArtifactRef withoutBytes(UUID id, OutputSlot slot, OutputArtifact artifact) {
    if (artifact.uri().length() > MAX_URI) {
      throw new IllegalArgumentException("the address of " + slot.name() + " is too long");
    }
    Map<String, @Nullable Object> metadata = JsonValues.normalizeMap(artifact.metadata());
    return new ArtifactRef(id, slot.name(), slot.type(), artifact.uri(), "", 0, metadata);
  }

  private void checkStored(boolean ours, OutputSlot slot, OutputArtifact artifact) {
    if (!ours) {
      throw refused(
          "FOREIGN_URI", "output " + slot.name() + " names an address that was not given");
    }
    if (!SHA256.matcher(artifact.digest()).matches()) {
      throw refused("BAD_DIGEST", "output " + slot.name() + " has no sha256 digest");
    }
    long stored = artifacts.size(artifact.uri()).orElse(-1);
    if (stored != artifact.size()) {
      String message =
          "output %s has %d of %d bytes in the store"
              .formatted(slot.name(), Math.max(0, stored), artifact.size());
      throw new RefusedException(
          new TaskError("UPLOAD_INCOMPLETE", ErrorCategory.TRANSIENT, message, null));
    }
  }

  /** The same attempt gives the same id, so that a repeated commit writes the same rows. */
  private static UUID id(AttemptRef attempt, String output, int index) {
    String name =
        "artifact\n%s\n%s\n%d\n%s\n%d"
            .formatted(attempt.run(), attempt.task(), attempt.attempt(), output, index);
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
  }

  private static RefusedException refused(String code, String message) {
    return new RefusedException(new TaskError(code, ErrorCategory.INTERNAL, message, null));
  }

  private static final class RefusedException extends RuntimeException {
    final TaskError error;

    RefusedException(TaskError error) {
      super(error.message());
      this.error = error;
    }
  }
}
