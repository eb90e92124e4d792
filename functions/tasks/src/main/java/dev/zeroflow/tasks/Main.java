package dev.zeroflow.tasks;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.zeroflow.tasks.attempt.Attempts;
import dev.zeroflow.tasks.job.EventFile;
import dev.zeroflow.tasks.job.JobRun;
import dev.zeroflow.tasks.rehearsal.Rehearsal;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * Starts the handler. With {@code -Dzeroflow.train=true} it rehearses every function and exits, and
 * with an event in a file it runs that and exits.
 */
@QuarkusMain
final class Main implements QuarkusApplication {
  private final Attempts attempts;
  private final ObjectMapper json;

  Main(Attempts attempts, ObjectMapper json) {
    this.attempts = attempts;
    this.json = json;
  }

  public static void main(String... args) {
    ExitWithParent.watch();
    // Messages and logs write numbers alike on every machine.
    Locale.setDefault(Locale.ROOT);
    if (EventFile.in(System.getenv()).isPresent()) {
      System.setProperty("quarkus.http.host-enabled", "false");
    }
    Quarkus.run(Main.class, args);
  }

  @Override
  public int run(String... args) throws Exception {
    if (Boolean.getBoolean("zeroflow.train")) {
      int port = ConfigProvider.getConfig().getValue("quarkus.http.port", int.class);
      Rehearsal.run("http://127.0.0.1:" + port, json);
      return 0;
    }
    Optional<Path> event = EventFile.in(System.getenv());
    if (event.isPresent()) {
      return new JobRun(attempts, json).run(event.get());
    }
    Quarkus.waitForExit();
    return 0;
  }
}
