package dev.zeroflow.knative.local.job;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A program that real jobs run in tests: notes that it has started, then waits for a file that says
 * with which exit code to end, or for the end of its standard input.
 */
public final class TestJob {
  private TestJob() {}

  public static void main(String[] arguments) throws Exception {
    Path gate = Path.of(arguments[0], Files.readString(event()));
    System.out.println("works on " + gate.getFileName());
    Files.writeString(
        Path.of(gate + ".started"),
        ProcessHandle.current().pid() + "\n",
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
    exitWithParent();
    while (!Files.exists(gate)) {
      Thread.sleep(5);
    }
    System.exit(Integer.parseInt(Files.readString(gate)));
  }

  private static Path event() {
    return Path.of(System.getenv("ZEROFLOW_EVENT_FILE"));
  }

  private static void exitWithParent() {
    Thread.ofPlatform()
        .daemon()
        .start(
            () -> {
              try {
                while (System.in.read() >= 0) {}
              } catch (java.io.IOException e) {
                System.err.println(e.getMessage());
              }
              Runtime.getRuntime().halt(0);
            });
  }
}
