package dev.zeroflow.scheduler.engine;

import dev.zeroflow.scheduler.port.ArtifactAccess;
import dev.zeroflow.scheduler.port.TaskCache;
import dev.zeroflow.scheduler.port.TaskCache.Entry;
import dev.zeroflow.scheduler.run.ArtifactRef;
import dev.zeroflow.scheduler.run.CacheUse;
import dev.zeroflow.scheduler.run.RunEvent;
import dev.zeroflow.scheduler.run.RunSnapshot;
import dev.zeroflow.scheduler.run.Task;
import dev.zeroflow.scheduler.run.Values;
import dev.zeroflow.scheduler.spec.Executor;
import dev.zeroflow.scheduler.spec.Place;
import dev.zeroflow.scheduler.spec.TaskSpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Looks for an earlier execution that will do for a task. What it put out must still be there: an
 * object that is gone, or has another size, makes a miss. Every miss says why.
 */
final class CacheLookups {
  private final TaskCache cache;
  private final ArtifactAccess artifacts;
  private final UnaryOperator<String> imageDigests;

  /**
   * @param imageDigests names the content of an image
   */
  CacheLookups(TaskCache cache, ArtifactAccess artifacts, UnaryOperator<String> imageDigests) {
    this.cache = cache;
    this.artifacts = artifacts;
    this.imageDigests = imageDigests;
  }

  RunEvent answer(RunSnapshot run, Task task) {
    TaskSpec spec = run.pipeline().task(task.path());
    String image = ((Executor.Container) spec.component().body()).image();
    Fingerprint print = Fingerprint.of(spec, task.inputs(), imageDigests.apply(image));
    Optional<Entry> entry = cache.find(run.run().project(), print.digest());
    return entry
        .map(found -> found(task, print, found))
        .orElseGet(() -> miss(task, print, reason(run, task, print)));
  }

  private RunEvent found(Task task, Fingerprint print, Entry entry) {
    Optional<String> gone =
        entry.outputs().artifacts().values().stream()
            .flatMap(List::stream)
            .filter(ArtifactRef::isStored)
            .filter(ref -> artifacts.size(ref.uri()).orElse(-1) != ref.size())
            .map(ArtifactRef::name)
            .findFirst();
    if (gone.isPresent()) {
      return miss(
          task,
          print,
          "the artifact %s of run %s is not stored any more".formatted(gone.get(), entry.run()));
    }
    var hit = new CacheUse(print.digest(), print.parts(), entry.run(), entry.path(), null);
    return new RunEvent.CacheAnswered(task.path(), hit, entry.outputs());
  }

  private String reason(RunSnapshot run, Task task, Fingerprint print) {
    return cache
        .nearest(
            run.run().project(), run.run().pipeline(), Place.of(run.pipeline(), task.path()).name())
        .map(
            near ->
                "differs from run %s in: %s".formatted(near.run(), print.difference(near.parts())))
        .orElse("this task has not succeeded before");
  }

  /** A defect of the cache makes a miss: the task is executed. */
  static RunEvent failed(String task, RuntimeException cause) {
    var use = new CacheUse("", Map.of(), null, null, "the cache failed: " + cause.getMessage());
    return new RunEvent.CacheAnswered(task, use, Values.NONE);
  }

  private static RunEvent miss(Task task, Fingerprint print, String reason) {
    var use = new CacheUse(print.digest(), print.parts(), null, null, reason);
    return new RunEvent.CacheAnswered(task.path(), use, Values.NONE);
  }
}
