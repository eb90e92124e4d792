package dev.zeroflow.scheduler.postgres;

import dev.zeroflow.scheduler.port.StoreUnavailableException;
import io.vertx.core.Future;
import io.vertx.pgclient.PgException;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits for the reactive client on the calling virtual thread. */
final class Sql {
  /**
   * No statement of the scheduler takes anywhere near as long; an answer that late will not come.
   */
  private static final long TIMEOUT_SECONDS = 30;

  /** Classes of SQLSTATE that the same statement would meet again: bad data, broken rules. */
  private static final Set<String> PERMANENT = Set.of("0A", "21", "22", "23", "42");

  private Sql() {}

  /**
   * The result of the future.
   *
   * @throws StoreUnavailableException if it failed for a passing reason or did not come in time
   * @throws IllegalStateException if the database refuses what was sent and would do so again
   */
  static <T> T await(Future<T> future) {
    try {
      return future
          .toCompletionStage()
          .toCompletableFuture()
          .get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw failure(e);
    } catch (TimeoutException e) {
      throw new StoreUnavailableException("no answer in " + TIMEOUT_SECONDS + " s", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreUnavailableException("interrupted", e);
    }
  }

  private static RuntimeException failure(ExecutionException e) {
    if (e.getCause() instanceof PgException refused && isPermanent(refused)) {
      return new IllegalStateException("the database refuses: " + refused.getMessage(), e);
    }
    return new StoreUnavailableException(String.valueOf(e.getCause()), e);
  }

  private static boolean isPermanent(PgException refused) {
    String state = refused.getSqlState();
    return state != null && state.length() == 5 && PERMANENT.contains(state.substring(0, 2));
  }
}
