package dev.zeroflow.scheduler.engine;

import dev.zeroflow.contract.Json;
import dev.zeroflow.scheduler.run.Seeds;
import dev.zeroflow.scheduler.run.Transition;
import dev.zeroflow.scheduler.run.TransitionCoverage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Runs {@code --seeds N} simulations of the scheduler from seed {@code --first K} on. Tells its
 * progress on standard error and the outcome as one line of JSON on standard output; ends with 1 if
 * a seed failed, with 2 if it does not understand its arguments.
 *
 * <p>{@code digest} is the same for the same seeds of the same code, on every machine.
 */
public final class SimulationMain {
  /** The engine warns of every lost answer; there are many here, and all are meant. */
  static final Logger ENGINE = Logger.getLogger("dev.zeroflow.scheduler.engine");

  private static final long PROGRESS = 500;
  private static final double NANOS = 1e9;

  private final TransitionCoverage coverage = new TransitionCoverage();
  private final AtomicLong done = new AtomicLong();
  private final AtomicLong steps = new AtomicLong();
  private final AtomicLong transitions = new AtomicLong();
  private final AtomicLong digest = new AtomicLong();
  private final Seeds seeds;

  private SimulationMain(Seeds seeds) {
    this.seeds = seeds;
  }

  public static void main(String[] arguments) {
    long first = 0;
    long count = 1_000;
    try {
      for (int i = 0; i < arguments.length; i += 2) {
        long value = Long.parseLong(arguments[i + 1]);
        switch (arguments[i]) {
          case "--first" -> first = value;
          case "--seeds" -> count = value;
          default -> throw new IllegalArgumentException(arguments[i]);
        }
      }
    } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
      System.err.println("usage: [--seeds N] [--first K]");
      System.exit(2);
    }
    ENGINE.setLevel(Level.OFF);
    System.exit(new SimulationMain(new Seeds(first, count)).run() ? 0 : 1);
  }

  private boolean run() {
    long start = System.nanoTime();
    SortedMap<Long, Throwable> failures = seeds.failures(this::simulate);
    failures.forEach(this::tell);
    var outcome = new LinkedHashMap<String, Object>();
    outcome.put("seeds", done.get());
    outcome.put("first", seeds.first());
    outcome.put("failed", List.copyOf(failures.keySet()));
    outcome.put("steps", steps.get());
    outcome.put("transitions", transitions.get());
    outcome.put("transitions_never_made", List.copyOf(coverage.missing()));
    outcome.put("digest", Long.toHexString(digest.get()));
    outcome.put("seconds", Math.round((System.nanoTime() - start) / NANOS * 10) / 10.0);
    System.out.println(Json.write(outcome));
    return failures.isEmpty();
  }

  private void simulate(long seed) {
    try {
      SimulatedWorld world = new SimulatedWorld(seed).run();
      List<Transition> log = world.log();
      coverage.add(log);
      steps.addAndGet(world.steps());
      transitions.addAndGet(log.size());
      digest.addAndGet(seed * 31 + log.toString().hashCode());
    } finally {
      long count = done.incrementAndGet();
      if (count % PROGRESS == 0) {
        tell("%,d of %,d seeds".formatted(count, seeds.count()));
      }
    }
  }

  /** One seed alone is looked at closely. */
  private void tell(long seed, Throwable cause) {
    tell("seed %d fails: %s".formatted(seed, cause.getMessage()));
    if (seeds.count() == 1) {
      cause.printStackTrace();
    }
  }

  private static void tell(String line) {
    System.err.println(line);
  }
}
