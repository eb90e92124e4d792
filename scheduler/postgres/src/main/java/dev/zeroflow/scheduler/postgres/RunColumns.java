package dev.zeroflow.scheduler.postgres;

import static dev.zeroflow.scheduler.postgres.Sql.column;

import dev.zeroflow.contract.TaskError;
import dev.zeroflow.scheduler.port.RunCommit;
import dev.zeroflow.scheduler.run.Run;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What is written of runs, as the values of the statements of {@link CommitSql}. */
final class RunColumns {
  private RunColumns() {}

  static Tuple update(List<RunCommit> commits) {
    List<Run> runs = commits.stream().map(RunColumns::run).toList();
    return ids(commits)
        .addArrayOfLong(column(commits, commit -> commit.claim().generation(), Long[]::new))
        .addArrayOfLong(column(runs, Run::version, Long[]::new))
        .addArrayOfString(column(runs, run -> run.state().name(), String[]::new))
        .addArrayOfInteger(column(runs, Run::priority, Integer[]::new))
        .addArrayOfOffsetDateTime(times(runs, Run::startedAt))
        .addArrayOfOffsetDateTime(times(runs, Run::deadlineAt))
        .addArrayOfOffsetDateTime(times(runs, Run::finishedAt))
        .addArrayOfString(errors(runs, TaskError::code))
        .addArrayOfString(errors(runs, error -> error.category().name()))
        .addArrayOfString(errors(runs, TaskError::message))
        .addArrayOfString(errors(runs, TaskError::stack))
        .addArrayOfString(column(runs, Run::errorTask, String[]::new));
  }

  /** Ids and shards. */
  static Tuple ids(List<RunCommit> commits) {
    return Tuple.tuple()
        .addArrayOfUUID(column(commits, commit -> run(commit).id(), UUID[]::new))
        .addArrayOfShort(column(commits, commit -> (short) commit.claim().shard(), Short[]::new));
  }

  /** The log of those that changed a state. */
  static Tuple decisions(List<RunCommit> commits) {
    return Tuple.tuple()
        .addArrayOfUUID(column(commits, commit -> run(commit).id(), UUID[]::new))
        .addArrayOfLong(column(commits, commit -> run(commit).version() + 1, Long[]::new))
        .addArrayOfOffsetDateTime(
            column(
                commits,
                commit -> Rows.offset(commit.change().transitions().getFirst().at()),
                OffsetDateTime[]::new))
        .addArrayOfString(
            column(
                commits,
                commit -> TransitionsJson.text(commit.change().transitions()),
                String[]::new));
  }

  static Tuple answers(List<RunCommit.Answer> answers) {
    return Tuple.tuple()
        .addArrayOfLong(column(answers, RunCommit.Answer::request, Long[]::new))
        .addArrayOfString(column(answers, RunCommit.Answer::refused, String[]::new));
  }

  private static Run run(RunCommit commit) {
    return commit.change().next().run();
  }

  private static OffsetDateTime[] times(List<Run> runs, Function<Run, @Nullable Instant> time) {
    return column(runs, run -> Rows.offset(time.apply(run)), OffsetDateTime[]::new);
  }

  private static String[] errors(List<Run> runs, Function<TaskError, @Nullable String> part) {
    return column(runs, run -> run.error() == null ? null : part.apply(run.error()), String[]::new);
  }
}
