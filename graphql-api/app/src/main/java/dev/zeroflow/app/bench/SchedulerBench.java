package dev.zeroflow.app.bench;

import dev.zeroflow.scheduler.run.RunSnapshot;
import dev.zeroflow.scheduler.run.RuntimeState;
import dev.zeroflow.scheduler.run.Task;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * How fast the scheduler is. Every scenario runs once in each round, so that a slow moment of the
 * machine hits all of them; medians over the rounds are reported. After every run the outputs and
 * the calls are held against what they must be: caching is off, and each step is called once.
 */
final class SchedulerBench {
  private static final int CHAIN = 200;
  private static final int RUNS = 8;
  private static final int WIDTH = 10;
  private static final int DEPTH = 50;
  private static final int BIG_WIDTH = 100;
  private static final int FAN = 1_000;
  private static final int WARM_UP = 4;

  private final BenchWorld world;
  private final Map<String, Map<String, List<Double>>> samples = new LinkedHashMap<>();

  SchedulerBench(BenchWorld world) {
    this.world = world;
  }

  /**
   * Runs all rounds and returns the figures.
   *
   * @param mode {@code scheduler} for everything, {@code chain} for one step after the other alone,
   *     {@code waiting} for what runs cost that wait
   */
  Map<String, Object> run(String mode, int repeats) throws IOException {
    boolean all = mode.equals("scheduler");
    double before = FlushProbe.medianMillis(world.folder());
    for (int i = 0; i < WARM_UP; i++) {
      sideBySide();
      chain();
    }
    samples.clear();
    for (int i = 0; i < repeats; i++) {
      progress("round %d of %d".formatted(i + 1, repeats));
      chain();
      if (all) {
        sideBySide();
        big();
        fan();
      }
    }
    double after = FlushProbe.medianMillis(world.folder());
    var figures = new LinkedHashMap<String, Object>();
    figures.put("bench", "scheduler");
    figures.put("repeats", repeats);
    figures.put("cores", Runtime.getRuntime().availableProcessors());
    figures.put(
        "flushMillis", Map.of("before", Figures.rounded(before), "after", Figures.rounded(after)));
    samples.forEach((scenario, values) -> figures.put(scenario, medians(values)));
    if (!mode.equals("chain")) {
      figures.put("waiting", new WaitingBench(world).run());
    }
    return figures;
  }

  private static Map<String, Object> medians(Map<String, List<Double>> values) {
    var medians = new LinkedHashMap<String, Object>();
    values.forEach((name, all) -> medians.put(name, Figures.rounded(Figures.median(all))));
    return medians;
  }

  /** One run, one step after the other. */
  private void chain() {
    measured(
        "chain",
        CHAIN,
        () -> List.of(world.submit(BenchWorld.PROJECT, BenchPipelines.chain(CHAIN))));
  }

  /** Eight runs of ten chains each. */
  private void sideBySide() {
    measured(
        "sideBySide",
        (long) RUNS * WIDTH * DEPTH,
        () ->
            IntStream.range(0, RUNS)
                .mapToObj(i -> world.submit(BenchWorld.PROJECT, BenchPipelines.grid(WIDTH, DEPTH)))
                .toList());
  }

  /** One run of 10,000 steps. */
  private void big() {
    long heap = heapAfterCollection();
    measured(
        "tenThousand",
        (long) BIG_WIDTH * BIG_WIDTH,
        () -> List.of(world.submit(BenchWorld.PROJECT, BenchPipelines.grid(BIG_WIDTH, BIG_WIDTH))));
    sample("tenThousand", "heapGrowthMegabytes", (heapAfterCollection() - heap) / 1e6);
  }

  /** One run of 1,000 steps that could all start at once. */
  private void fan() {
    measured("fan", FAN, () -> List.of(world.submit(BenchWorld.PROJECT, BenchPipelines.fan(FAN))));
  }

  private void measured(String scenario, long steps, Supplier<List<UUID>> submit) {
    List<CallMeter.Call> ignored = world.calls.take();
    world.calls.takeMost();
    world.store.forgetMillis();
    Counters before = world.counters();
    long begun = System.nanoTime();
    List<UUID> runs = submit.get();
    List<RunSnapshot> ended = runs.stream().map(world::await).toList();
    double millis = (System.nanoTime() - begun) / 1e6;
    Counters cost = world.counters().since(before);
    List<CallMeter.Call> calls = world.calls.take();
    Checks.outputs(ended, steps);
    Checks.calls(calls, steps);
    sample(scenario, "commitMillisP50", Figures.median(world.store.takeMillis()));
    sample(scenario, "steps", (double) steps);
    sample(scenario, "wallMillis", millis);
    sample(scenario, "stepsPerSecond", steps * 1000.0 / millis);
    sample(scenario, "mostAtOnce", world.calls.takeMost());
    sample(
        scenario,
        "lastStartMillis",
        (calls.stream().mapToLong(CallMeter.Call::begun).max().orElse(begun) - begun) / 1e6);
    cost.perStep(steps)
        .forEach(
            (name, value) -> sample(scenario, name + "PerStep", ((Number) value).doubleValue()));
    if (runs.size() == 1 && scenario.equals("chain")) {
      gaps(scenario, calls);
    }
  }

  /** From the answer of a step to the call of the next, and from call to call. */
  private void gaps(String scenario, List<CallMeter.Call> calls) {
    var gaps = new double[calls.size() - 1];
    var cycles = new double[calls.size() - 1];
    for (int i = 1; i < calls.size(); i++) {
      gaps[i - 1] = (calls.get(i).begun() - calls.get(i - 1).ended()) / 1e6;
      cycles[i - 1] = (calls.get(i).begun() - calls.get(i - 1).begun()) / 1e6;
    }
    sample(scenario, "gapMillisP50", Figures.percentile(gaps, 0.5));
    sample(scenario, "gapMillisP99", Figures.percentile(gaps, 0.99));
    sample(scenario, "stepMillisP50", Figures.percentile(cycles, 0.5));
    sample(scenario, "stepMillisP99", Figures.percentile(cycles, 0.99));
  }

  private void sample(String scenario, String name, double value) {
    samples
        .computeIfAbsent(scenario, key -> new LinkedHashMap<>())
        .computeIfAbsent(name, key -> new ArrayList<>())
        .add(value);
  }

  private static long heapAfterCollection() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }

  private static void progress(String what) {
    System.err.println(what);
  }

  /** What makes a figure worthless. */
  static final class Checks {
    private Checks() {}

    static void outputs(List<RunSnapshot> runs, long steps) {
      long succeeded = 0;
      for (RunSnapshot run : runs) {
        require(run.run().state() == RuntimeState.SUCCEEDED, "a run is " + run.run().state());
        for (Task task : run.tasks().values()) {
          long row = Long.parseLong(task.path().substring(task.path().indexOf('-') + 1));
          Object sum = task.outputs().parameters().get("sum");
          require(Long.valueOf(row + 1).equals(sum), task.path() + " put out " + sum);
          succeeded++;
        }
      }
      require(succeeded == steps, succeeded + " of " + steps + " steps have succeeded");
    }

    static void calls(List<CallMeter.Call> calls, long steps) {
      var seen = new HashSet<String>();
      for (CallMeter.Call call : calls) {
        require(call.attempt() == 1, call + " is not the first attempt");
        require(seen.add(call.run() + call.task()), call + " was called twice");
      }
      require(seen.size() == steps, seen.size() + " of " + steps + " steps were called");
    }

    private static void require(boolean holds, String otherwise) {
      if (!holds) {
        throw new IllegalStateException("the measurement is worth nothing: " + otherwise);
      }
    }
  }
}
