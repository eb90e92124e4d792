package dev.zeroflow.tasks;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.zeroflow.tasks.rehearsal.Rehearsal;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.util.Locale;
import org.eclipse.microprofile.config.ConfigProvider;

/** Starts the handler; with {@code -Dzeroflow.train=true} rehearses every function and exits. */
@QuarkusMain
final class Main implements QuarkusApplication {
  private final ObjectMapper json;

  Main(ObjectMapper json) {
    this.json = json;
  }

  public static void main(String... args) {
    ExitWithParent.watch();
    // Messages and logs write numbers alike on every machine.
    Locale.setDefault(Locale.ROOT);
    Quarkus.run(Main.class, args);
  }

  @Override
  public int run(String... args) throws Exception {
    if (Boolean.getBoolean("zeroflow.train")) {
      int port = ConfigProvider.getConfig().getValue("quarkus.http.port", int.class);
      Rehearsal.run("http://127.0.0.1:" + port, json);
      return 0;
    }
    Quarkus.waitForExit();
    return 0;
  }
}
