package dev.zeroflow.scheduler.postgres;

import dev.zeroflow.contract.TaskError;
import dev.zeroflow.scheduler.port.ShardClaim;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.UUID;

/** Ends a run without knowing what is in it. */
final class Burial {
  private Burial() {}

  /** Does nothing if the run has ended or the claim is not the current one. */
  static void of(Transaction transaction, UUID run, ShardClaim claim, TaskError error) {
    Tuple values =
        Tuple.tuple()
            .addValue(run)
            .addValue(claim.shard())
            .addValue(claim.generation())
            .addValue(error.code())
            .addValue(error.category().name())
            .addValue(error.message())
            .addValue(error.stack());
    for (Row row : transaction.await(RunSql.BURY, values)) {
      transaction.await(
          RunSql.BURY_TASKS,
          Tuple.of(run, row.getLong("version"), row.getString("state"), error.message()));
    }
  }
}
