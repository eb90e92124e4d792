package dev.zeroflow.app.bench;

import dev.zeroflow.contract.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/**
 * {@code bench scheduler|peer HOME FOLDER [REPEATS]}: measures on parts of its own; prints JSON on
 * standard output and progress on standard error. {@code bench tracking-prepare DATA} and {@code
 * bench tracking DATA PORT OTHER_PORT ROUNDS SECONDS} do the same with servers that run.
 */
public final class Bench {
  private static final int REPEATS = 5;

  private Bench() {}

  /** Runs one measurement. */
  public static void main(String[] args) throws IOException {
    switch (args[0]) {
      case "tracking-prepare" -> TrackingBench.prepare(Path.of(args[1]));
      case "tracking" -> System.out.println(Json.write(tracking(args)));
      default -> scheduler(args);
    }
    System.exit(0);
  }

  private static Map<String, Object> tracking(String[] args) throws IOException {
    return TrackingBench.run(
        Path.of(args[1]),
        Integer.parseInt(args[2]),
        Integer.parseInt(args[3]),
        Integer.parseInt(args[4]),
        Double.parseDouble(args[5]));
  }

  private static void scheduler(String[] args) throws IOException {
    try (BenchWorld world = BenchWorld.open(Path.of(args[1]), Path.of(args[2]))) {
      if (args[0].equals("peer")) {
        var commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        new PeerBench(world, System.out).serve(commands);
      } else {
        int repeats = args.length > 3 ? Integer.parseInt(args[3]) : REPEATS;
        System.out.println(Json.write(new SchedulerBench(world).run(args[0], repeats)));
      }
    }
  }
}
