package dev.zeroflow.scheduler.postgres;

import dev.zeroflow.contract.TaskError;
import dev.zeroflow.metadata.lineage.LineageWriter;
import dev.zeroflow.scheduler.port.ClaimedCommand;
import dev.zeroflow.scheduler.port.NewRun;
import dev.zeroflow.scheduler.port.RunStore;
import dev.zeroflow.scheduler.run.Command;
import dev.zeroflow.scheduler.run.Decision;
import dev.zeroflow.scheduler.run.Run;
import dev.zeroflow.scheduler.run.RunDecider;
import dev.zeroflow.scheduler.run.RunSnapshot;
import dev.zeroflow.scheduler.run.Task;
import dev.zeroflow.scheduler.run.Transition;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Transaction;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/**
 * {@link RunStore} on Postgres. A commit sends its statements without waiting for each, in one
 * transaction that names both the version of the run and the generation of this scheduler; if
 * either has moved on, nothing is written.
 */
public final class PgRunStore implements RunStore {
  private final Pool pool;
  private final SchedulerNode node;
  private final LineageWriter<SqlConnection> lineage;
  private final PipelineCache pipelines;

  public PgRunStore(Pool pool, SchedulerNode node, LineageWriter<SqlConnection> lineage) {
    this.pool = pool;
    this.node = node;
    this.lineage = lineage;
    this.pipelines = new PipelineCache(pool);
  }

  @Override
  public UUID submit(NewRun run) {
    return inTransaction(
        connection -> {
          Future<RowSet<Row>> document =
              connection
                  .preparedQuery(RunSql.INSERT_DOCUMENT)
                  .execute(Tuple.of(run.documentDigest(), run.document()));
          Future<RowSet<Row>> row =
              connection.preparedQuery(RunSql.INSERT_RUN).execute(newRun(run));
          Sql.await(document);
          RowSet<Row> inserted = Sql.await(row);
          if (inserted.size() == 0) {
            Tuple key = Tuple.of(run.project(), run.idempotencyKey());
            return Sql.await(connection.preparedQuery(RunSql.FIND_BY_KEY).execute(key))
                .iterator()
                .next()
                .getUUID(0);
          }
          Sql.await(insertCommands(connection, run.id(), RunDecider.firstCommands()));
          return run.id();
        });
  }

  private static Tuple newRun(NewRun run) {
    return Tuple.tuple()
        .addValue(run.id())
        .addValue(run.project())
        .addValue(run.name())
        .addValue(run.pipeline())
        .addValue(run.documentDigest())
        .addValue(ValuesJson.parameters(run.parameters()))
        .addValue(run.reason().kind().name())
        .addValue(run.reason().detail())
        .addValue(run.idempotencyKey());
  }

  @Override
  public Optional<RunSnapshot> load(UUID id) {
    // Read one after the other without a transaction: tasks newer than the run cannot do harm, as
    // the commit names the version of the run.
    RowSet<Row> run = Sql.await(pool.preparedQuery(RunSql.LOAD_RUN).execute(Tuple.of(id)));
    if (run.size() == 0) {
      return Optional.empty();
    }
    RowSet<Row> tasks = Sql.await(pool.preparedQuery(RunSql.LOAD_TASKS).execute(Tuple.of(id)));
    return Optional.of(snapshot(run.iterator().next(), tasks));
  }

  private RunSnapshot snapshot(Row run, RowSet<Row> rows) {
    Map<String, Task> tasks = new LinkedHashMap<>();
    for (Row row : rows) {
      Task task = Rows.task(row);
      tasks.put(task.path(), task);
    }
    return new RunSnapshot(Rows.run(run), pipelines.get(run.getString("document_digest")), tasks);
  }

  @Override
  public CommitResult commit(RunSnapshot base, Decision.Change change, ClaimedCommand done) {
    SqlConnection connection = Sql.await(pool.getConnection());
    try {
      Transaction transaction = Sql.await(connection.begin());
      CommitResult result = write(connection, base, change, done);
      Sql.await(result == CommitResult.COMMITTED ? transaction.commit() : transaction.rollback());
      return result;
    } finally {
      connection.close().onFailure(ignored -> {});
    }
  }

  private CommitResult write(
      SqlConnection connection, RunSnapshot base, Decision.Change change, ClaimedCommand done) {
    UUID id = change.run().id();
    Future<RowSet<Row>> fence =
        connection.preparedQuery(RunSql.FENCE).execute(Tuple.of(node.name(), node.generation()));
    Future<RowSet<Row>> run =
        connection.preparedQuery(RunSql.UPDATE_RUN).execute(changedRun(change.run()));
    if (Sql.await(fence).size() == 0) {
      return CommitResult.FENCED;
    }
    if (Sql.await(run).rowCount() == 0) {
      return CommitResult.CONFLICT;
    }
    List<Future<?>> writes = new ArrayList<>();
    if (!change.tasks().isEmpty()) {
      List<Tuple> rows =
          change.tasks().stream().map(task -> Rows.task(id, base.pipeline(), task)).toList();
      writes.add(connection.preparedQuery(RunSql.UPSERT_TASK).executeBatch(rows));
    }
    writes.add(
        connection.preparedQuery(RunSql.INSERT_TRANSITION).executeBatch(transitions(base, change)));
    writes.add(
        change.run().state().isFinal()
            ? connection.preparedQuery(RunSql.DELETE_COMMANDS).execute(Tuple.of(id))
            : connection.preparedQuery(RunSql.DELETE_COMMAND).execute(Tuple.of(done.id())));
    if (!change.commands().isEmpty()) {
      writes.add(insertCommands(connection, id, change.commands()));
    }
    Sql.await(Future.all(writes));
    if (!change.lineage().isEmpty()) {
      lineage.write(connection, LineageFacts.of(change.run(), change.lineage()));
    }
    return CommitResult.COMMITTED;
  }

  private static List<Tuple> transitions(RunSnapshot base, Decision.Change change) {
    var rows = new ArrayList<Tuple>();
    for (Transition transition : change.transitions()) {
      rows.add(
          Rows.transition(change.run().id(), base.run().version() + 1, rows.size(), transition));
    }
    return rows;
  }

  private static Future<RowSet<Row>> insertCommands(
      SqlConnection connection, UUID run, List<Command> commands) {
    List<Tuple> rows =
        commands.stream()
            .map(
                command ->
                    Tuple.of(
                        run,
                        command.kind().name(),
                        command.task(),
                        command.attempt(),
                        (double) command.delay().toMillis()))
            .toList();
    return connection.preparedQuery(RunSql.INSERT_COMMAND).executeBatch(rows);
  }

  private static Tuple changedRun(Run run) {
    TaskError error = run.error();
    return Tuple.tuple()
        .addValue(run.id())
        .addValue(run.version())
        .addValue(run.state().name())
        .addValue(Rows.offset(run.startedAt()))
        .addValue(Rows.offset(run.finishedAt()))
        .addValue(error == null ? null : error.code())
        .addValue(error == null ? null : error.category().name())
        .addValue(error == null ? null : error.message())
        .addValue(error == null ? null : error.stack())
        .addValue(run.errorTask());
  }

  @Override
  public boolean isCurrent(UUID run, String task, int attempt) {
    return Sql.await(pool.preparedQuery(RunSql.IS_CURRENT).execute(Tuple.of(run, task, attempt)))
            .size()
        > 0;
  }

  private <T> T inTransaction(Function<SqlConnection, T> work) {
    SqlConnection connection = Sql.await(pool.getConnection());
    try {
      Transaction transaction = Sql.await(connection.begin());
      T result = work.apply(connection);
      Sql.await(transaction.commit());
      return result;
    } finally {
      connection.close().onFailure(ignored -> {});
    }
  }
}
