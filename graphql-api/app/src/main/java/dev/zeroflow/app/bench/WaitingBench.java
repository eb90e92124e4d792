package dev.zeroflow.app.bench;

import dev.zeroflow.scheduler.port.SlotBudget.Limit;
import dev.zeroflow.scheduler.port.SlotBudget.Scope;
import java.util.LinkedHashMap;
import java.util.Map;

/** What 10,000 runs cost that wait for a slot which they do not get. */
final class WaitingBench {
  private static final int RUNS = 10_000;
  private static final int SECONDS = 15;

  /** Until compilers, collectors and checkpoints have done what the work before left them. */
  private static final int SETTLE_SECONDS = 20;

  private static final String PROJECT = "waiting";

  private final BenchWorld world;

  WaitingBench(BenchWorld world) {
    this.world = world;
  }

  /** Part of a core that scheduler and Postgres use, without and with the runs. */
  Map<String, Object> run() {
    world.limits.set(new Limit(Scope.PROJECT, PROJECT), 0);
    pause(SETTLE_SECONDS);
    double idle = corePart();
    byte[] document = BenchPipelines.chain(1);
    for (int i = 0; i < RUNS; i++) {
      var ignored = world.submit(PROJECT, document);
    }
    pause(SETTLE_SECONDS);
    double waiting = corePart();
    var figures = new LinkedHashMap<String, Object>();
    figures.put("runs", RUNS);
    figures.put("corePercentWithout", Figures.rounded(idle * 100));
    figures.put("corePercentWith", Figures.rounded(waiting * 100));
    return figures;
  }

  private double corePart() {
    Counters before = world.counters();
    pause(SECONDS);
    Counters cost = world.counters().since(before);
    return (cost.serverCpuMillis() + cost.postgresCpuMillis()) / (SECONDS * 1000.0);
  }

  private static void pause(int seconds) {
    try {
      Thread.sleep(seconds * 1000L);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
