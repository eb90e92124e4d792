package dev.zeroflow.app.bench;

import dev.zeroflow.contract.Json;
import dev.zeroflow.scheduler.run.RunSnapshot;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.LongStream;

/**
 * Runs chains and fans on request, so that others can be measured in turns with us. Says first
 * where its Postgres is; then answers each line {@code chain N} or {@code fanout N} with one line
 * of JSON.
 */
final class PeerBench {
  /** Until the compiler of the JVM has seen what matters. */
  private static final int WARM_UP = 8;

  private static final int WARM_UP_STEPS = 200;

  private final BenchWorld world;
  private final PrintStream out;

  PeerBench(BenchWorld world, PrintStream out) {
    this.world = world;
    this.out = out;
  }

  void serve(BufferedReader commands) throws IOException {
    for (int i = 0; i < WARM_UP; i++) {
      var ignored = List.of(measure("chain", WARM_UP_STEPS), measure("fanout", WARM_UP_STEPS));
    }
    say(
        Map.of(
            "database",
            "postgresql://postgres:%s@%s:%d/postgres"
                .formatted(
                    world.postgres.password(), world.postgres.host(), world.postgres.port())));
    for (String line = commands.readLine(); line != null; line = commands.readLine()) {
      String[] words = line.strip().split(" ", -1);
      if (words.length == 2 && words[1].matches("\\d{1,5}")) {
        say(measure(words[0], Integer.parseInt(words[1])));
      } else {
        say(Map.of("error", "expected 'chain N' or 'fanout N', not: " + line));
      }
    }
  }

  private Map<String, Object> measure(String kind, int steps) {
    byte[] document =
        kind.equals("chain") ? BenchPipelines.chain(steps) : BenchPipelines.joinedFan(steps);
    long begun = System.nanoTime();
    UUID run = world.submit(BenchWorld.PROJECT, document);
    RunSnapshot ended = world.await(run);
    double millis = (System.nanoTime() - begun) / 1e6;
    LongStream sums = BenchWorld.sums(ended).stream().mapToLong(Long::longValue);
    long value = kind.equals("chain") ? sums.max().orElse(0) : sums.sum();
    return Map.of(
        "kind", kind,
        "steps", steps,
        "wallMillis", millis,
        "perStepMillis", millis / steps,
        "value", value);
  }

  private void say(Map<String, Object> answer) {
    out.println(Json.write(answer));
    out.flush();
  }
}
