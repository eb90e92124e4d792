package dev.zeroflow.scheduler.postgres;

import dev.zeroflow.metadata.lineage.LineageFact;
import dev.zeroflow.metadata.lineage.LineageWriter;
import dev.zeroflow.scheduler.port.RunCommit;
import dev.zeroflow.scheduler.port.RunStore.CommitResult;
import dev.zeroflow.scheduler.port.ShardClaim;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;

/**
 * Decisions about different runs on their way into the database. The row of a run is updated if it
 * is still at the version that was decided on, and everything else is written for those runs only
 * that were. Almost always all of them are: so the whole transaction is sent at once, in a form
 * that fails as one if any is not; only then is it done again step by step. Used once.
 */
final class CommitBatch {
  private final List<RunCommit> asked;

  /** In the order of the ids of the runs, so that no two transactions wait for each other. */
  private final List<RunCommit> sorted;

  private final LineageWriter<BiConsumer<String, Tuple>> lineage;

  CommitBatch(List<RunCommit> commits, LineageWriter<BiConsumer<String, Tuple>> lineage) {
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
    try {
      Sql.atOnce(pool, CommitSql.BEGIN, everything());
      return Collections.nCopies(asked.size(), CommitResult.COMMITTED);
    } catch (MissingRowsException e) {
      return Sql.inTransaction(pool, CommitSql.BEGIN, this::stepByStep);
    }
  }

  private List<Statement> everything() {
    var statements = new ArrayList<Statement>();
    statements.add(new Statement(CommitSql.UPDATE_ALL_RUNS, RunColumns.update(sorted)));
    statements.addAll(rest(sorted));
    return statements;
  }

  private List<CommitResult> stepByStep(Transaction transaction) {
    Map<UUID, CommitResult> results = new HashMap<>();
    for (Row row : transaction.await(CommitSql.UPDATE_RUNS, RunColumns.update(sorted))) {
      results.put(row.getUUID(0), CommitResult.COMMITTED);
    }
    List<RunCommit> updated = only(results.keySet(), true);
    if (results.size() < asked.size()) {
      explain(transaction, only(results.keySet(), false), results);
    }
    rest(updated).forEach(transaction::send);
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

  /** Everything but the rows of the runs. */
  private List<Statement> rest(List<RunCommit> updated) {
    var statements = new ArrayList<Statement>();
    addTasks(statements, TaskRow.of(updated));
    List<RunCommit> logged =
        updated.stream().filter(commit -> !commit.change().transitions().isEmpty()).toList();
    if (!logged.isEmpty()) {
      statements.add(new Statement(CommitSql.INSERT_DECISIONS, RunColumns.decisions(logged)));
    }
    List<RunCommit.Answer> answers =
        updated.stream().flatMap(commit -> commit.answers().stream()).toList();
    if (!answers.isEmpty()) {
      statements.add(new Statement(CommitSql.ANSWER_REQUESTS, RunColumns.answers(answers)));
    }
    List<CacheRow> cached = CacheRow.of(updated);
    if (!cached.isEmpty()) {
      statements.add(new Statement(CommitSql.UPSERT_CACHE, CacheRow.upsert(cached)));
    }
    List<LineageFact> facts = LineageFacts.of(updated);
    if (!facts.isEmpty()) {
      lineage.write((sql, values) -> statements.add(new Statement(sql, values)), facts);
    }
    return statements;
  }

  private static void addTasks(List<Statement> statements, List<TaskRow> tasks) {
    List<TaskRow> created = tasks.stream().filter(TaskRow::isNew).toList();
    List<TaskRow> changed = tasks.stream().filter(row -> !row.isNew()).toList();
    if (!created.isEmpty()) {
      statements.add(new Statement(CommitSql.INSERT_TASKS, TaskColumns.insert(created)));
    }
    if (!changed.isEmpty()) {
      statements.add(new Statement(CommitSql.UPDATE_TASKS, TaskColumns.update(changed)));
    }
  }

  private static UUID run(RunCommit commit) {
    return commit.change().next().run().id();
  }
}
