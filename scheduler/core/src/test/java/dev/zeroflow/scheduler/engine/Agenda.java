package dev.zeroflow.scheduler.engine;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;

/** Work that waits for its turn; which piece is next is decided by a seed. */
final class Agenda {
  private final List<Work> waiting = new ArrayList<>();

  /**
   * A piece of work.
   *
   * @param process whose work it is
   * @param name kind of work
   * @param due when it may run
   * @param body what to do
   */
  record Work(SimulatedProcess process, String name, Instant due, Runnable body) {}

  void add(Work work) {
    waiting.add(work);
  }

  /** Takes one of those that may run now. */
  Optional<Work> take(Instant now, Predicate<SimulatedProcess> able, Random random) {
    List<Integer> ready = new ArrayList<>();
    for (int i = 0; i < waiting.size(); i++) {
      Work work = waiting.get(i);
      if (!work.due().isAfter(now) && able.test(work.process())) {
        ready.add(i);
      }
    }
    if (ready.isEmpty()) {
      return Optional.empty();
    }
    int at = ready.get(random.nextInt(ready.size()));
    Work taken = waiting.get(at);
    waiting.set(at, waiting.getLast());
    waiting.removeLast();
    return Optional.of(taken);
  }

  /** When the next piece is due. */
  Optional<Instant> next(Predicate<SimulatedProcess> able) {
    return waiting.stream()
        .filter(work -> able.test(work.process()))
        .map(Work::due)
        .min(Instant::compareTo);
  }

  /** The process is gone with all that it had to do. */
  void forget(SimulatedProcess process) {
    waiting.removeIf(work -> work.process() == process);
  }

  int size() {
    return waiting.size();
  }
}
