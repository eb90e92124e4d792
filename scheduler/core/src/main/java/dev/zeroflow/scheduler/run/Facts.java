package dev.zeroflow.scheduler.run;

import dev.zeroflow.scheduler.placeholder.RunFacts;
import dev.zeroflow.scheduler.placeholder.TaskFacts;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** What placeholders and final statuses say about a run and its tasks. */
public final class Facts {
  private Facts() {}

  /** Facts of a run. */
  public static RunFacts of(Run run) {
    return new RunFacts(
        run.id(),
        run.name(),
        run.pipeline(),
        run.options().pipelineRoot(),
        run.createdAt(),
        null,
        null);
  }

  /** Facts of a task; its id follows from the run and its path. */
  public static TaskFacts of(Run run, String path, String name) {
    String identity = "task\n" + run.id() + "\n" + path;
    UUID id = UUID.nameUUIDFromBytes(identity.getBytes(StandardCharsets.UTF_8));
    return new TaskFacts(name, id.toString());
  }
}
