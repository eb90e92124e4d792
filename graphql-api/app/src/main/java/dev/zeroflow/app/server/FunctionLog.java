package dev.zeroflow.app.server;

import dev.zeroflow.knative.local.FunctionEvent;
import dev.zeroflow.knative.local.FunctionOutput;
import dev.zeroflow.scheduler.port.FunctionStatus;
import java.lang.System.Logger.Level;

/** Puts what functions print, and their ups and downs, into the server's log. */
final class FunctionLog implements FunctionOutput {
  private static final System.Logger LOG = System.getLogger("dev.zeroflow.functions");

  @Override
  public void line(String function, String replica, String text) {
    LOG.log(Level.INFO, "{0}: {1}", replica, text);
  }

  static void event(FunctionEvent event) {
    LOG.log(
        Level.INFO, "function {0} is {1}: {2}", event.function(), event.state(), event.reason());
  }

  static void status(FunctionStatus status) {
    LOG.log(Level.INFO, "function {0} is {1}: {2}", status.name(), status.state(), status.reason());
  }
}
