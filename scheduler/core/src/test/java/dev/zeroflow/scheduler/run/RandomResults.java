package dev.zeroflow.scheduler.run;

import dev.zeroflow.contract.ErrorCategory;
import dev.zeroflow.contract.TaskError;
import dev.zeroflow.scheduler.spec.ArtifactDef;
import dev.zeroflow.scheduler.spec.Interface;
import dev.zeroflow.scheduler.spec.ParameterType;
import dev.zeroflow.scheduler.spec.TaskSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.random.RandomGenerator;

/** How attempts of the tasks of a {@link RandomPipeline} end. */
public final class RandomResults {
  private final RandomGenerator random;

  public RandomResults(RandomGenerator random) {
    this.random = random;
  }

  /** Mostly well, now and then with an error, a lost connection or outputs that are wrong. */
  public RunEvent attempt(TaskSpec spec, String task, int attempt) {
    int dice = random.nextInt(100);
    if (dice < 8) {
      return failed(task, attempt, ErrorCategory.USER);
    } else if (dice < 10) {
      return failed(task, attempt, ErrorCategory.RESOURCE);
    } else if (dice < 18) {
      return failed(task, attempt, ErrorCategory.TRANSIENT);
    }
    Values outputs = dice < 20 ? Values.NONE : outputs(spec.component().outputs());
    return new RunEvent.AttemptSucceeded(task, attempt, outputs, List.of(), AttemptFigures.NONE);
  }

  /** What the cache says; a hit now and then. */
  RunEvent lookUp(TaskSpec spec, String task) {
    if (random.nextInt(3) > 0) {
      var miss = new CacheUse("f", Map.of(), null, null, "never seen");
      return new RunEvent.CacheAnswered(task, miss, Values.NONE);
    }
    var hit = new CacheUse("f", Map.of(), new UUID(3, 4), "t", null);
    return new RunEvent.CacheAnswered(task, hit, outputs(spec.component().outputs()));
  }

  /** An attempt that ended with an error. */
  public static RunEvent failed(String task, int attempt, ErrorCategory category) {
    var error = new TaskError("CODE", category, "why", null);
    return new RunEvent.AttemptFailed(task, attempt, error, AttemptFigures.NONE);
  }

  private Values outputs(Interface declared) {
    var parameters = new LinkedHashMap<String, Object>();
    declared.parameters().forEach((name, def) -> parameters.put(name, value(def.type())));
    var artifacts = new LinkedHashMap<String, List<ArtifactRef>>();
    declared
        .artifacts()
        .forEach(
            (name, def) -> {
              if (random.nextInt(20) > 0) {
                artifacts.put(name, artifacts(name, def));
              }
            });
    return new Values(parameters, artifacts);
  }

  private Object value(ParameterType type) {
    long small = random.nextInt(4);
    return switch (type) {
      case NUMBER_INTEGER -> small;
      case LIST -> new ArrayList<>(List.of(1L, "x", 3L).subList(0, (int) Math.min(3, small)));
      case STRUCT -> Map.of(small == 0 ? "other" : "m", small);
      case STRING, NUMBER_DOUBLE, BOOLEAN, TASK_FINAL_STATUS, TASK_CONFIG ->
          throw new IllegalArgumentException("no task puts out a " + type);
    };
  }

  private List<ArtifactRef> artifacts(String name, ArtifactDef def) {
    int count = def.list() ? random.nextInt(4) : 1;
    var refs = new ArrayList<ArtifactRef>();
    for (int i = 0; i < count; i++) {
      var id = new UUID(random.nextLong(), random.nextLong());
      refs.add(new ArtifactRef(id, name, def.type(), "s3://data/" + id, "sha256:0", 3, Map.of()));
    }
    return refs;
  }
}
