package dev.zeroflow.scheduler.postgres;

import static dev.zeroflow.scheduler.port.Events.START;
import static dev.zeroflow.scheduler.port.Events.miss;
import static dev.zeroflow.scheduler.port.Events.slot;
import static dev.zeroflow.scheduler.port.Events.succeeded;
import static dev.zeroflow.scheduler.port.Owner.decide;
import static dev.zeroflow.scheduler.spec.PipelineText.taskParameter;
import static org.assertj.core.api.Assertions.assertThat;

import dev.zeroflow.scheduler.port.Owner;
import dev.zeroflow.scheduler.port.RunCommit;
import dev.zeroflow.scheduler.port.RunStore.CommitResult;
import dev.zeroflow.scheduler.port.StoreUnderTest;
import dev.zeroflow.scheduler.port.Submissions;
import dev.zeroflow.scheduler.run.RunEvent;
import dev.zeroflow.scheduler.run.RunSnapshot;
import dev.zeroflow.scheduler.run.Values;
import dev.zeroflow.scheduler.spec.PipelineText;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What a step costs the database, in counters that do not depend on the machine: chains of steps
 * without artifacts, many runs in a commit, one record of lineage for each step.
 */
class StepCostIT {
  private static final int STEPS = 10;
  private static final int RUNS = 32;
  private static final int ROUNDS = 10;

  private Pool pool;
  private PgRunStore runs;
  private Owner owner;
  private int commits;

  @BeforeEach
  void open() {
    StoreUnderTest empty = PostgresUnderTest.empty();
    // One connection, so that all statements are prepared on it.
    pool = PostgresUnderTest.connectOnce();
    ExecutionTable.create();
    runs = new PgRunStore(pool, ExecutionTable::write);
    owner = new Owner(empty.with(runs), "one");
  }

  @AfterEach
  void close() {
    Sql.await(pool.close());
  }

  @Test
  void aStepCostsLittleLog() {
    double bytes = logOf(() -> executeRuns(false)) / steps();
    System.out.printf("a step: %.0f bytes of WAL, %.3f commits%n", bytes, commits / steps());
    assertThat(bytes).isLessThan(3_000);
    assertThat(commits / steps()).isLessThan(0.15);
  }

  @Test
  void aStepThatIsRememberedCostsALittleMore() {
    double bytes = logOf(() -> executeRuns(true)) / steps();
    System.out.printf("a step that is remembered: %.0f bytes of WAL%n", bytes);
    assertThat(bytes).isLessThan(4_000);
  }

  @Test
  void aCommitHasTheSameFewStatementsWithTheSamePlansForAllItsRuns() {
    executeRuns(true);
    long executions = 0;
    for (Row row :
        query("SELECT statement, generic_plans, custom_plans FROM pg_prepared_statements")) {
      String statement = row.getString(0);
      if (!statement.contains("unnest") || statement.contains("public.execution")) {
        continue;
      }
      executions += row.getLong(1);
      assertThat(row.getLong(2)).as("plans made anew for: %s", statement).isZero();
    }
    double each = executions / (double) commits;
    System.out.printf("a commit of %d runs: %.1f statements beside the lineage%n", RUNS, each);
    assertThat(each).isBetween(3.0, 5.0);
  }

  @Test
  void changesOfTasksTouchNoIndex() {
    PostgresUnderTest.execute("SELECT pg_stat_reset()");
    executeRuns(false);
    query("SELECT pg_stat_force_next_flush()");
    Row row =
        query(
                """
                SELECT n_tup_upd, n_tup_hot_upd FROM pg_stat_user_tables
                 WHERE schemaname = 'scheduling' AND relname = 'task'
                """)
            .iterator()
            .next();
    assertThat(row.getLong(0)).isEqualTo(RUNS * ROUNDS * (2L * STEPS - 1));
    assertThat(row.getLong(1) / (double) row.getLong(0)).isGreaterThan(0.9);
  }

  private static double steps() {
    return RUNS * ROUNDS * STEPS;
  }

  private double logOf(Runnable work) {
    long before = position();
    work.run();
    return position() - before;
  }

  private long position() {
    return query("SELECT pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0')::int8")
        .iterator()
        .next()
        .getLong(0);
  }

  private RowSet<Row> query(String sql) {
    return Sql.await(pool.query(sql).execute());
  }

  /** Executes runs from their submission to their end, some of them at once. */
  private void executeRuns(boolean remembered) {
    PipelineText pipeline = chain(remembered);
    for (int round = 0; round < ROUNDS; round++) {
      List<RunSnapshot> open = new ArrayList<>();
      for (int i = 0; i < RUNS; i++) {
        open.add(owner.load(runs.submit(Submissions.of(pipeline))));
      }
      for (int step = 0; step <= STEPS; step++) {
        open = advanced(open, step, remembered);
      }
    }
  }

  private List<RunSnapshot> advanced(List<RunSnapshot> open, int step, boolean remembered) {
    List<RunCommit> list =
        open.stream()
            .map(run -> owner.ready(decide(run, events(run.run().id(), step, remembered))))
            .toList();
    assertThat(runs.commit(list)).containsOnly(CommitResult.COMMITTED);
    commits++;
    return list.stream().map(commit -> commit.change().next().committed()).toList();
  }

  /** The end of one step and the start of the next. */
  private static RunEvent[] events(UUID run, int step, boolean remembered) {
    List<RunEvent> events = new ArrayList<>();
    events.add(
        step == 0
            ? START
            : succeeded("step-" + (step - 1), new Values(Map.of("n", (long) step), Map.of())));
    if (step < STEPS && remembered) {
      events.add(looked(run, step));
    }
    if (step < STEPS) {
      events.add(slot("step-" + step));
    }
    return events.toArray(RunEvent[]::new);
  }

  /** A miss with as many parts as a real step has. */
  private static RunEvent looked(UUID run, int step) {
    byte[] content = (run + " " + step).getBytes(StandardCharsets.UTF_8);
    String hash = UUID.nameUUIDFromBytes(content).toString().replace("-", "");
    return miss(
        "step-" + step,
        hash,
        Map.of(
            "command",
            hash,
            "environment",
            hash,
            "image",
            hash,
            "outputs",
            hash,
            "parameter n",
            hash));
  }

  private static PipelineText chain(boolean remembered) {
    return PipelineText.with(
        root -> {
          for (int i = 0; i < STEPS; i++) {
            var task = root.task("step-" + i).outputParameter("n", "NUMBER_INTEGER");
            if (remembered) {
              task.caching(null);
            }
            if (i > 0) {
              task.parameter("n", "NUMBER_INTEGER", taskParameter("step-" + (i - 1), "n"));
            }
          }
        });
  }
}
