package dev.zeroflow.scheduler.run;

import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * Runs one simulation after the other, each out of its own seed, on all processors.
 *
 * @param first the first seed
 * @param count how many
 */
public record Seeds(long first, long count) {
  private static final int ENOUGH = 10;

  /** What the system properties say, or the default. */
  public static Seeds wanted(long otherwise) {
    return new Seeds(
        Long.getLong("zeroflow.simulation.first", 0),
        Long.getLong("zeroflow.simulation.seeds", otherwise));
  }

  /** Seeds that failed, and how; stops early when there are enough of them. */
  public SortedMap<Long, Throwable> failures(LongConsumer simulation) {
    var failures = new ConcurrentSkipListMap<Long, Throwable>();
    LongStream.range(first, first + count)
        .parallel()
        .filter(seed -> failures.size() < ENOUGH)
        .forEach(
            seed -> {
              try {
                simulation.accept(seed);
              } catch (RuntimeException | AssertionError e) {
                failures.put(seed, e);
              }
            });
    return failures;
  }

  /** Fails with the seeds that failed, if there are any. */
  public void check(LongConsumer simulation) {
    SortedMap<Long, Throwable> failures = failures(simulation);
    if (!failures.isEmpty()) {
      throw new AssertionError(
          failures.entrySet().stream()
              .map(Seeds::describe)
              .collect(Collectors.joining("\n", "seeds that fail:\n", "\n")),
          failures.get(failures.firstKey()));
    }
  }

  private static String describe(Map.Entry<Long, Throwable> failure) {
    return "seed %d: %s".formatted(failure.getKey(), failure.getValue().getMessage());
  }
}
