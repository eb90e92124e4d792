package dev.zeroflow.app.server;

import dev.zeroflow.app.embedded.StartupException;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.lang.System.Logger.Level;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The program: starts the embedded Postgres and S3, then the server on top of them, and ends them
 * in the opposite order. What the user can mend is told in one sentence, with exit code 1.
 */
@QuarkusMain
public final class Main {
  private static final System.Logger LOG = System.getLogger(Main.class.getName());
  private static final long STOP_SECONDS = 20;

  private Main() {}

  public static void main(String[] args) {
    try {
      EmbeddedParts parts = EmbeddedParts.start();
      var stopped = new CountDownLatch(1);
      Runtime.getRuntime().addShutdownHook(new Thread(() -> closeAfter(stopped, parts)));
      Quarkus.run(
          Application.class,
          (exitCode, failure) -> {
            stopped.countDown();
            if (failure != null) {
              tell(failure);
            }
            System.exit(exitCode);
          },
          args);
    } catch (StartupException e) {
      tell(e);
      System.exit(1);
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "the server cannot start", e);
      tell(e);
      System.exit(1);
    }
  }

  /** The server still needs its database while it stops, whichever way it was asked to. */
  private static void closeAfter(CountDownLatch stopped, EmbeddedParts parts) {
    try {
      boolean inOrder = stopped.await(STOP_SECONDS, TimeUnit.SECONDS);
      if (!inOrder) {
        System.err.println("zeroflow: the server did not stop in time; its parts are ended anyway");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      parts.close();
    }
  }

  private static void tell(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null && !(cause instanceof StartupException)) {
      cause = cause.getCause();
    }
    System.err.println("zeroflow: " + cause.getMessage());
  }

  /** Waits until it is told to stop. */
  public static final class Application implements QuarkusApplication {
    @Override
    public int run(String... args) {
      Quarkus.waitForExit();
      return 0;
    }
  }
}
