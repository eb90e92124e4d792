package dev.zeroflow.scheduler.postgres;

import static dev.zeroflow.scheduler.postgres.Sql.column;

import dev.zeroflow.contract.Json;
import dev.zeroflow.contract.TaskError;
import dev.zeroflow.contract.Timings;
import dev.zeroflow.scheduler.run.AttemptFigures;
import dev.zeroflow.scheduler.run.CacheUse;
import dev.zeroflow.scheduler.run.Task;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** What is written of tasks, as the values of the statements of {@link CommitSql}. */
final class TaskColumns {
  private TaskColumns() {}

  static Tuple insert(List<TaskRow> rows) {
    return update(rows)
        .addArrayOfInteger(column(rows, row -> row.task().position(), Integer[]::new))
        .addArrayOfString(column(rows, TaskRow::name, String[]::new))
        .addArrayOfString(column(rows, TaskRow::parent, String[]::new))
        .addArrayOfString(column(rows, TaskRow::kind, String[]::new))
        .addArrayOfString(column(rows, TaskRow::function, String[]::new))
        .addArrayOfInteger(column(rows, TaskRow::iteration, Integer[]::new));
  }

  static Tuple update(List<TaskRow> rows) {
    List<Task> tasks = rows.stream().map(TaskRow::task).toList();
    return Tuple.tuple()
        .addArrayOfUUID(column(rows, TaskRow::run, UUID[]::new))
        .addArrayOfString(column(rows, TaskRow::path, String[]::new))
        .addArrayOfString(column(tasks, task -> task.state().name(), String[]::new))
        .addArrayOfInteger(column(tasks, Task::attempt, Integer[]::new))
        .addArrayOfInteger(column(tasks, Task::failures, Integer[]::new))
        .addArrayOfInteger(column(tasks, Task::losses, Integer[]::new))
        .addArrayOfOffsetDateTime(times(tasks, Task::readyAt))
        .addArrayOfOffsetDateTime(times(tasks, Task::dueAt))
        .addArrayOfOffsetDateTime(times(tasks, Task::attemptAt))
        .addArrayOfOffsetDateTime(times(tasks, Task::finishedAt))
        .addArrayOfString(column(tasks, task -> ValuesJson.text(task.inputs()), String[]::new))
        .addArrayOfString(column(tasks, task -> ValuesJson.text(task.outputs()), String[]::new))
        .addArrayOfBoolean(part(tasks, Task::figures, AttemptFigures::cold, Boolean[]::new))
        .addArrayOfDouble(timings(tasks, Timings::downloadMillis))
        .addArrayOfDouble(timings(tasks, Timings::workMillis))
        .addArrayOfDouble(timings(tasks, Timings::uploadMillis))
        .addArrayOfString(part(tasks, Task::error, TaskError::code, String[]::new))
        .addArrayOfString(part(tasks, Task::error, error -> error.category().name(), String[]::new))
        .addArrayOfString(part(tasks, Task::error, TaskError::message, String[]::new))
        .addArrayOfString(part(tasks, Task::error, TaskError::stack, String[]::new))
        .addArrayOfString(part(tasks, Task::cache, CacheUse::fingerprint, String[]::new))
        .addArrayOfString(part(tasks, Task::cache, use -> Json.write(use.parts()), String[]::new))
        .addArrayOfUUID(part(tasks, Task::cache, CacheUse::fromRun, UUID[]::new))
        .addArrayOfString(part(tasks, Task::cache, CacheUse::fromTask, String[]::new))
        .addArrayOfString(part(tasks, Task::cache, CacheUse::miss, String[]::new));
  }

  private static OffsetDateTime[] times(List<Task> tasks, Function<Task, @Nullable Instant> time) {
    return column(tasks, task -> Rows.offset(time.apply(task)), OffsetDateTime[]::new);
  }

  private static Double[] timings(List<Task> tasks, Function<Timings, Double> part) {
    return part(tasks, Task::figures, figures -> part.apply(figures.timings()), Double[]::new);
  }

  private static <P, V extends @Nullable Object> V[] part(
      List<Task> tasks,
      Function<Task, @Nullable P> of,
      Function<P, V> part,
      IntFunction<V[]> array) {
    return column(
        tasks,
        task -> {
          P whole = of.apply(task);
          return whole == null ? null : part.apply(whole);
        },
        array);
  }
}
