package dev.zeroflow.scheduler.engine;

import dev.zeroflow.scheduler.port.ShardLeases.Standing;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One scheduler with its own clock, which ends, is stopped for a while, and loses answers. */
final class SimulatedProcess implements Background, Unsteady.Trouble {
  /** The process ends here and now; nothing of it catches this. */
  static final class Crash extends Error {
    Crash() {
      super("crash", null, false, false);
    }
  }

  private final SimulatedWorld world;
  private final Duration lease;
  private final double pace;
  private final long nanosAtStart;
  private final Instant start;
  final String node;
  @Nullable Scheduler scheduler;
  boolean alive = true;

  /** Until when the process is stopped, as by a signal. */
  Instant stoppedUntil = Instant.MIN;

  /** Whether another process has its name; it finds out when it renews its lease. */
  boolean nameTaken;

  /** Its lease as the store knows it, and since when it has had one without a gap. */
  private Instant leaseUntil = Instant.MIN;

  private Instant memberSince = Instant.MAX;

  /**
   * @param pace how fast its clock goes
   */
  SimulatedProcess(SimulatedWorld world, String node, Duration lease, double pace, long nanos) {
    this.world = world;
    this.node = node;
    this.lease = lease;
    this.pace = pace;
    this.nanosAtStart = nanos;
    this.start = world.now();
  }

  long nanoTime() {
    return nanosAtStart + (long) (Duration.between(start, world.now()).toNanos() * pace);
  }

  @Override
  public void start(String name, Runnable work) {
    world.later(this, name, Duration.ZERO, work);
  }

  @Override
  public void startAfter(String name, Duration delay, Runnable work) {
    world.later(this, name, Duration.ofNanos((long) (delay.toNanos() / pace)), work);
  }

  /** Whether it has found out that another has its name. */
  boolean isStopped() {
    return scheduler != null && scheduler.isStopped();
  }

  /** Whether it has been a member of the store without a gap since an instant until now. */
  boolean isMemberSince(Instant time) {
    return alive && world.now().isBefore(leaseUntil) && !memberSince.isAfter(time);
  }

  @Override
  public void before(String call, Object[] arguments) {
    world.before(this, call, arguments);
  }

  @Override
  public void after(String call, Object[] arguments, Object result) {
    switch (call) {
      case "join" -> {
        world.joined(this);
        renewed();
      }
      case "renew" -> {
        if (!((Standing) result).replaced()) {
          renewed();
        }
      }
      case "leave" -> leaseUntil = Instant.MIN;
      default -> {}
    }
    world.after(this, call, arguments, result);
  }

  /** Another process has its name now. */
  void replaced() {
    nameTaken = true;
    leaseUntil = Instant.MIN;
  }

  private void renewed() {
    if (!world.now().isBefore(leaseUntil)) {
      world.memberAgain(memberSince != Instant.MAX);
      memberSince = world.now();
    }
    leaseUntil = world.now().plus(lease);
  }

  @Override
  public String toString() {
    return scheduler == null
        ? node
        : "%s with %d runs and %d slots"
            .formatted(node, scheduler.runsUnderWay(), scheduler.slotsInUse());
  }
}
