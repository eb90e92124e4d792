package dev.zeroflow.app.embedded;

import java.nio.file.Path;

/** A server in a JVM of its own, made to be killed: starts Postgres, says so, and stays. */
public final class KilledPostgresOwner {
  private KilledPostgresOwner() {}

  public static void main(String[] arguments) throws Exception {
    var postgres = LocalPostgres.start(DataDirectory.open(Path.of(arguments[0])));
    System.out.println("ready on " + postgres.port());
    Thread.sleep(Long.MAX_VALUE);
  }
}
