package dev.zeroflow.scheduler.postgres;

import dev.zeroflow.scheduler.port.StoreUnavailableException;
import io.vertx.core.Future;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits for the reactive client on the calling virtual thread. */
final class Sql {
  /**
   * No statement of the scheduler takes anywhere near as long; an answer that late will not come.
   */
  private static final long TIMEOUT_SECONDS = 30;

  private Sql() {}

  /**
   * The result of the future.
   *
   * @throws StoreUnavailableException if it failed or did not come in time
   */
  static <T> T await(Future<T> future) {
    try {
      return future
          .toCompletionStage()
          .toCompletableFuture()
          .get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw new StoreUnavailableException(String.valueOf(e.getCause()), e);
    } catch (TimeoutException e) {
      throw new StoreUnavailableException("no answer in " + TIMEOUT_SECONDS + " s", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreUnavailableException("interrupted", e);
    }
  }
}
