package dev.zeroflow.app.bench;

import dev.zeroflow.contract.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * {@code bench scheduler|peer HOME FOLDER [REPEATS]}: measures on parts of its own; prints JSON on
 * standard output and progress on standard error.
 */
public final class Bench {
  private static final int REPEATS = 5;

  private Bench() {}

  /** Runs one measurement. */
  public static void main(String[] args) throws IOException {
    try (BenchWorld world = BenchWorld.open(Path.of(args[1]), Path.of(args[2]))) {
      if (args[0].equals("peer")) {
        var commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        new PeerBench(world, System.out).serve(commands);
      } else {
        int repeats = args.length > 3 ? Integer.parseInt(args[3]) : REPEATS;
        System.out.println(Json.write(new SchedulerBench(world).run(args[0], repeats)));
      }
    }
    System.exit(0);
  }
}
