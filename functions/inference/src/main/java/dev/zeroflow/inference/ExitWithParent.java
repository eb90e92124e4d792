package dev.zeroflow.inference;

import dev.zeroflow.contract.ControlPlane;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Ends this process when its standard input ends: that is how the local runtime's death is noticed,
 * even a sudden one, so that no process is left behind.
 */
final class ExitWithParent {
  private ExitWithParent() {}

  static void watch() {
    if (Boolean.parseBoolean(System.getenv(ControlPlane.ENV_EXIT_WITH_PARENT))) {
      Thread.ofPlatform().daemon().name("exit-with-parent").start(ExitWithParent::exitAtEnd);
    }
  }

  private static void exitAtEnd() {
    try {
      System.in.transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      System.err.println("Standard input broke: " + e.getMessage());
    }
    Runtime.getRuntime().halt(0);
  }
}
