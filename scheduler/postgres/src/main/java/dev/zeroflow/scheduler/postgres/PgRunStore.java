package dev.zeroflow.scheduler.postgres;

import dev.zeroflow.contract.Json;
import dev.zeroflow.contract.TaskError;
import dev.zeroflow.metadata.lineage.LineageWriter;
import dev.zeroflow.scheduler.port.NewRun;
import dev.zeroflow.scheduler.port.RunCommit;
import dev.zeroflow.scheduler.port.RunStore;
import dev.zeroflow.scheduler.port.ShardClaim;
import dev.zeroflow.scheduler.port.StoreUnavailableException;
import dev.zeroflow.scheduler.run.RunSnapshot;
import dev.zeroflow.scheduler.run.Task;
import dev.zeroflow.scheduler.run.Values;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;

/**
 * {@link RunStore} on Postgres. The heart is {@link CommitBatch}: one transaction for many
 * decisions, each under the version of its run and the generation of its shard.
 */
public final class PgRunStore implements RunStore {
  private static final String BEGIN_READ = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";

  private final Pool pool;
  private final LineageWriter<BiConsumer<String, Tuple>> lineage;
  private final PipelineCache pipelines;

  /**
   * A store.
   *
   * @param lineage writes what finished tasks read and wrote, in the transaction of the commit
   */
  public PgRunStore(Pool pool, LineageWriter<BiConsumer<String, Tuple>> lineage) {
    this.pool = pool;
    this.lineage = lineage;
    this.pipelines = new PipelineCache(pool);
  }

  @Override
  public UUID submit(NewRun run) {
    if (Sql.rows(pool, RunSql.SUBMIT, values(run)).size() > 0) {
      RunSignals.announce(pool, run.id());
      return run.id();
    }
    // The other run is visible now: its insertion was waited for.
    Tuple known = Tuple.of(run.id(), run.project(), run.idempotencyKey());
    return Sql.rows(pool, RunSql.FIND_SUBMITTED, known).iterator().next().getUUID(0);
  }

  @Override
  public Optional<NewRun> submission(UUID run) {
    RowSet<Row> found = Sql.rows(pool, RunSql.SUBMISSION, Tuple.of(run));
    return found.size() == 0
        ? Optional.empty()
        : Optional.of(Rows.submission(found.iterator().next()));
  }

  private static Tuple values(NewRun run) {
    return Tuple.tuple()
        .addValue(run.id())
        .addValue(run.project())
        .addValue(run.name())
        .addValue(run.pipeline())
        .addValue(run.documentDigest())
        .addValue(run.document())
        .addValue(Json.write(run.parameters()))
        .addValue(run.reason().kind().name())
        .addValue(run.reason().detail())
        .addValue(run.options().caching())
        .addValue(run.options().pipelineRoot())
        .addValue(run.priority())
        .addValue(run.idempotencyKey());
  }

  @Override
  public Optional<RunSnapshot> load(UUID id) {
    Stored stored =
        Sql.inTransaction(pool, BEGIN_READ, transaction -> Stored.read(transaction, id));
    RowSet<Row> run = Sql.await(stored.run());
    return run.size() == 0
        ? Optional.empty()
        : Optional.of(snapshot(id, run.iterator().next(), Sql.await(stored.tasks())));
  }

  /** What is read together; used only when the transaction is over. */
  private record Stored(Future<RowSet<Row>> run, Future<RowSet<Row>> tasks) {
    static Stored read(Transaction transaction, UUID id) {
      return new Stored(
          transaction.send(RunSql.LOAD_RUN, Tuple.of(id)),
          transaction.send(RunSql.LOAD_TASKS, Tuple.of(id)));
    }
  }

  private RunSnapshot snapshot(UUID id, Row run, RowSet<Row> rows) {
    try {
      List<Task> tasks = new ArrayList<>(rows.size());
      rows.forEach(row -> tasks.add(Rows.task(row)));
      return RunSnapshot.of(Rows.run(run), pipelines.get(run.getString("document_digest")), tasks);
    } catch (StoreUnavailableException e) {
      throw e;
    } catch (RuntimeException e) {
      throw new IllegalStateException("run " + id + " cannot be read: " + e.getMessage(), e);
    }
  }

  @Override
  public List<CommitResult> commit(List<RunCommit> commits) {
    return commits.isEmpty() ? List.of() : new CommitBatch(commits, lineage).write(pool);
  }

  @Override
  public void bury(UUID run, ShardClaim claim, TaskError error) {
    Sql.inTransaction(
        pool,
        Sql.BEGIN,
        transaction -> {
          Burial.of(transaction, run, claim, error);
          return run;
        });
  }

  @Override
  public boolean isCurrent(UUID run, String task, int attempt) {
    return Sql.rows(pool, RunSql.IS_CURRENT, Tuple.of(run, task, attempt)).size() > 0;
  }

  @Override
  public Optional<Values> inputs(UUID run, String task, int attempt) {
    RowSet<Row> found = Sql.rows(pool, RunSql.INPUTS, Tuple.of(run, task, attempt));
    return found.size() == 0
        ? Optional.empty()
        : Optional.of(ValuesJson.values(found.iterator().next().getString(0)));
  }
}
