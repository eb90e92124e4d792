package dev.zeroflow.scheduler.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;

/** Which changes of state a simulation has made, held against those that are declared. */
public final class TransitionCoverage {
  private final Set<String> taken = new ConcurrentSkipListSet<>();

  /** Adds what happened to a run. Safe for use by many threads. */
  public void add(Collection<Transition> log) {
    for (Transition it : log) {
      if (it.from() != null) {
        taken.add(name(it.task() == null, it.from(), it.to()));
      }
    }
  }

  /** Declared changes that were not made. */
  public Set<String> missing() {
    Set<String> missing = declared();
    missing.removeAll(taken);
    return missing;
  }

  /** Fails unless exactly the declared changes were made. */
  public void check() {
    assertThat(taken).as("changes of state that were made").isEqualTo(declared());
  }

  private static Set<String> declared() {
    var all = new TreeSet<String>();
    for (RuntimeState from : RuntimeState.values()) {
      LegalTransitions.ofRun(from).forEach(to -> all.add(name(true, from, to)));
      LegalTransitions.ofTask(from).forEach(to -> all.add(name(false, from, to)));
    }
    return all;
  }

  private static String name(boolean run, RuntimeState from, RuntimeState to) {
    return "%s %s > %s".formatted(run ? "run" : "task", from, to);
  }
}
