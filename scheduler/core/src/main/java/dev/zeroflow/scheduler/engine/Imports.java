package dev.zeroflow.scheduler.engine;

import dev.zeroflow.scheduler.placeholder.PlaceholderValues;
import dev.zeroflow.scheduler.placeholder.Placeholders;
import dev.zeroflow.scheduler.run.Facts;
import dev.zeroflow.scheduler.run.RunSnapshot;
import dev.zeroflow.scheduler.run.Task;
import dev.zeroflow.scheduler.spec.Executor;
import dev.zeroflow.scheduler.spec.TaskSpec;
import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;

/** What an importer names, once the inputs of its task are known. */
final class Imports {
  private Imports() {}

  /** The importer of a task with its placeholders filled in. */
  static Executor.Importer filledIn(RunSnapshot run, Task task) {
    TaskSpec spec = run.pipeline().task(task.path());
    var importer = (Executor.Importer) spec.component().body();
    var values =
        new PlaceholderValues(
            Facts.of(run.run()),
            Facts.of(run.run(), task.path(), spec.name()),
            task.inputs().parameters());
    var metadata = new LinkedHashMap<String, @Nullable Object>();
    importer
        .metadata()
        .forEach((key, value) -> metadata.put(key, Placeholders.expand(value, values)));
    String constant = importer.uriConstant();
    String uri = constant == null ? null : String.valueOf(Placeholders.expand(constant, values));
    return new Executor.Importer(
        importer.uriParameter(), uri, importer.type(), metadata, importer.reimport());
  }

  /** Address of the object. */
  static String uri(Executor.Importer importer, Task task) {
    String constant = importer.uriConstant();
    return constant == null
        ? String.valueOf(task.inputs().parameters().get(importer.uriParameter()))
        : constant;
  }
}
