package dev.zeroflow.inference;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.runtime.annotations.QuarkusMain;
import org.eclipse.microprofile.config.ConfigProvider;

/** Starts the handler; with {@code -Dzeroflow.train=true} rehearses with a tiny model and exits. */
@QuarkusMain
final class Main implements QuarkusApplication {
  public static void main(String... args) {
    ExitWithParent.watch();
    Quarkus.run(Main.class, args);
  }

  @Override
  public int run(String... args) throws Exception {
    if (Rehearsal.isAsked()) {
      int port = ConfigProvider.getConfig().getValue("quarkus.http.port", int.class);
      Rehearsal.run("http://127.0.0.1:" + port);
      return 0;
    }
    Quarkus.waitForExit();
    return 0;
  }
}
