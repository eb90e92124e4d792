package dev.zeroflow.store;

import dev.zeroflow.metadata.Digests;
import dev.zeroflow.metadata.MetadataUnderTest;
import dev.zeroflow.scheduler.port.NewRun;
import dev.zeroflow.scheduler.postgres.PgRunStore;
import dev.zeroflow.scheduler.run.RunOptions;
import dev.zeroflow.scheduler.run.StartReason;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.util.Map;
import java.util.UUID;

/** Runs in the scheduler's own tables; no scheduler decides them. */
final class SubmittedRuns implements MetadataUnderTest.Scheduler {
  private static final String END =
      "UPDATE scheduling.run SET state = 'CANCELED', finished_at = now() WHERE id = $1";

  private final Database database;
  private final PgRunStore store;

  SubmittedRuns(Pool pool) {
    this.database = new Database(pool);
    this.store = new PgRunStore(pool, (statements, facts) -> {});
  }

  @Override
  public void submit(String project, UUID run) {
    String document = "{}";
    store.submit(
        new NewRun(
            run,
            project,
            "a run",
            "test",
            Digests.sha256(document),
            document,
            Map.of(),
            new StartReason(StartReason.Kind.MANUAL, null),
            RunOptions.DEFAULT,
            0,
            null));
  }

  @Override
  public void end(UUID run) {
    database.run(END, Tuple.of(run));
  }
}
