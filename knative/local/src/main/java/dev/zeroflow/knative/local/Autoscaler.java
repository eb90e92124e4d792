package dev.zeroflow.knative.local;

import dev.zeroflow.scheduler.port.Scale;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How many replicas a function should have: Knative's pod autoscaler (KPA) as arithmetic on what
 * was measured and the time.
 *
 * <p>The target is the container concurrency itself (Knative aims at 70 % of it): a replica is a
 * process on this machine, and one more for head room costs memory here. Waiting calls count as
 * concurrency. Knative's limits of the rate of change are left out; the counts are small.
 */
final class Autoscaler {
  /** Panic begins when the short window wants this many times what is ready. */
  private static final double PANIC_THRESHOLD = 2.0;

  /** The panic window is a tenth of the stable one, but at least a second. */
  private static final int PANIC_WINDOWS = 10;

  private static final Duration SHORTEST_PANIC_WINDOW = Duration.ofSeconds(1);

  /**
   * What was measured.
   *
   * @param stable average concurrency over the stable window
   * @param burst average concurrency over the panic window
   * @param lastBusy when a call last ran or waited; null if never
   */
  record Load(double stable, double burst, @Nullable Instant lastBusy) {}

  /**
   * Whether the function is in panic, and what was wanted meanwhile.
   *
   * @param lastOver when the short window last was over the threshold; null without panic
   * @param highest most replicas wanted since panic began
   */
  record Panic(@Nullable Instant lastOver, int highest) {
    static final Panic NONE = new Panic(null, 0);

    /** Panic lasts until the load was below the threshold for one whole stable window. */
    Panic next(boolean over, int wanted, Duration stableWindow, Instant now) {
      if (over) {
        return new Panic(now, Math.max(highest, wanted));
      }
      if (lastOver == null || !now.isBefore(lastOver.plus(stableWindow))) {
        return NONE;
      }
      return new Panic(lastOver, Math.max(highest, wanted));
    }
  }

  /**
   * @param replicas how many there should be
   * @param panic to hand to the next decision
   */
  record Decision(int replicas, Panic panic) {}

  private Autoscaler() {}

  /** Length of the window that notices bursts: 6 s for 60 s, 1 s for 10 s and for 2 s. */
  static Duration panicWindow(Duration stableWindow) {
    Duration tenth = stableWindow.dividedBy(PANIC_WINDOWS);
    return tenth.compareTo(SHORTEST_PANIC_WINDOW) < 0 ? SHORTEST_PANIC_WINDOW : tenth;
  }

  /**
   * Decides for now.
   *
   * <p>Worked numbers, container concurrency 2, at most 5 replicas, one ready: 3 calls on average
   * want ceil(3 / 2) = 2. Then 9 calls come: the short window averages 9 and wants ceil(9 / 2) = 5;
   * 5 / 1 ready >= 2.0 is panic, so 5 at once although the stable window still averages 3. While
   * panic lasts the count never falls.
   */
  static Decision decide(Scale scale, Load load, Panic panic, int ready, Instant now) {
    int stable = replicasFor(load.stable(), scale);
    int burst = replicasFor(load.burst(), scale);
    boolean over = burst >= PANIC_THRESHOLD * Math.max(1, ready);
    Panic next = panic.next(over, Math.max(stable, burst), scale.stableWindow(), now);
    int wanted = next.lastOver() == null ? stable : next.highest();
    // Also after a jump of the clock (a laptop that slept), which smears load over the window.
    wanted = isIdle(scale, load, now) ? 0 : Math.max(1, wanted);
    return new Decision(Math.clamp(wanted, scale.minScale(), scale.maxScale()), next);
  }

  /** ceil(average / target): 0.01 calls on average keep one replica, exactly none keep none. */
  private static int replicasFor(double average, Scale scale) {
    return (int) Math.ceil(average / scale.containerConcurrency());
  }

  /**
   * Idle after a whole stable window without a call, plus the retention: last call ended 12:00:00,
   * window 60 s, retention 30 s, so the last replica goes at 12:01:30.
   */
  private static boolean isIdle(Scale scale, Load load, Instant now) {
    Instant lastBusy = load.lastBusy();
    return lastBusy == null
        || !now.isBefore(lastBusy.plus(scale.stableWindow()).plus(scale.retention()));
  }
}
