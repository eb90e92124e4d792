package dev.zeroflow.scheduler.postgres;

import dev.zeroflow.metadata.lineage.LineageFact;
import dev.zeroflow.metadata.lineage.LineageWriter;
import dev.zeroflow.scheduler.port.RunCommit;
import dev.zeroflow.scheduler.port.RunStore.CommitResult;
import dev.zeroflow.scheduler.port.ShardClaim;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/**
 * Decisions about different runs on their way into the database. First the rows of the runs are
 * updated, each if it is still at the version that was decided on; everything else is written for
 * those only that were. Two round trips, whatever their number. Used once.
 */
final class CommitBatch {
  private final List<RunCommit> asked;

  /** In the order of the ids of the runs, so that no two transactions wait for each other. */
  private final List<RunCommit> sorted;

  private final LineageWriter<SqlConnection> lineage;

  CommitBatch(List<RunCommit> commits, LineageWriter<SqlConnection> lineage) {
    this.asked = commits;
    this.sorted = commits.stream().sorted(Comparator.comparing(CommitBatch::run)).toList();
    this.lineage = lineage;
    check();
  }

  private void check() {
    var runs = new HashSet<UUID>();
    for (RunCommit commit : asked) {
      UUID run = run(commit);
      if (!runs.add(run)) {
        throw new IllegalArgumentException("two commits of run " + run);
      }
      if (commit.claim().shard() != ShardClaim.shardOf(run)) {
        throw new IllegalArgumentException(commit.claim() + " is not the shard of run " + run);
      }
    }
  }

  List<CommitResult> write(Pool pool) {
    return Sql.inTransaction(pool, CommitSql.BEGIN, this::write);
  }

  private List<CommitResult> write(Transaction transaction) {
    Map<UUID, CommitResult> results = new HashMap<>();
    for (Row row : transaction.await(CommitSql.UPDATE_RUNS, RunColumns.update(sorted))) {
      results.put(row.getUUID(0), CommitResult.COMMITTED);
    }
    List<RunCommit> updated = only(results.keySet(), true);
    if (results.size() < asked.size()) {
      explain(transaction, only(results.keySet(), false), results);
    }
    writeTasks(transaction, TaskRow.of(updated));
    writeRest(transaction, updated);
    return asked.stream().map(commit -> results.get(run(commit))).toList();
  }

  private List<RunCommit> only(Set<UUID> runs, boolean in) {
    return sorted.stream().filter(commit -> runs.contains(run(commit)) == in).toList();
  }

  private static void explain(
      Transaction transaction, List<RunCommit> others, Map<UUID, CommitResult> results) {
    Map<UUID, RunCommit> byRun = new HashMap<>();
    others.forEach(commit -> byRun.put(run(commit), commit));
    for (Row row : transaction.await(CommitSql.STANDING, RunColumns.ids(others))) {
      RunCommit commit = Objects.requireNonNull(byRun.get(row.getUUID("id")));
      results.put(run(commit), result(commit, row));
    }
  }

  private static CommitResult result(RunCommit commit, Row row) {
    Long version = row.getLong("version");
    long generation = commit.claim().generation();
    boolean written =
        version != null
            && version == commit.change().next().run().version() + 1
            && row.getLong("written_by") == generation;
    if (written) {
      return CommitResult.COMMITTED;
    }
    return row.getLong("claimed_by") == generation ? CommitResult.CONFLICT : CommitResult.FENCED;
  }

  private static void writeTasks(Transaction transaction, List<TaskRow> tasks) {
    List<TaskRow> created = tasks.stream().filter(TaskRow::isNew).toList();
    List<TaskRow> changed = tasks.stream().filter(row -> !row.isNew()).toList();
    if (!created.isEmpty()) {
      transaction.send(CommitSql.INSERT_TASKS, TaskColumns.insert(created));
    }
    if (!changed.isEmpty()) {
      transaction.send(CommitSql.UPDATE_TASKS, TaskColumns.update(changed), changed.size());
    }
  }

  private void writeRest(Transaction transaction, List<RunCommit> updated) {
    List<RunCommit> logged =
        updated.stream().filter(commit -> !commit.change().transitions().isEmpty()).toList();
    if (!logged.isEmpty()) {
      transaction.send(CommitSql.INSERT_DECISIONS, RunColumns.decisions(logged));
    }
    List<RunCommit.Answer> answers =
        updated.stream().flatMap(commit -> commit.answers().stream()).toList();
    if (!answers.isEmpty()) {
      transaction.send(CommitSql.ANSWER_REQUESTS, RunColumns.answers(answers));
    }
    List<CacheRow> cached = CacheRow.of(updated);
    if (!cached.isEmpty()) {
      transaction.send(CommitSql.UPSERT_CACHE, CacheRow.upsert(cached));
    }
    List<LineageFact> facts = LineageFacts.of(updated);
    if (!facts.isEmpty()) {
      lineage.write(transaction.connection(), facts);
    }
  }

  private static UUID run(RunCommit commit) {
    return commit.change().next().run().id();
  }
}
