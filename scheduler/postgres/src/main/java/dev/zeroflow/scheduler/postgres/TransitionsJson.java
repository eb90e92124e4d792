package dev.zeroflow.scheduler.postgres;

import dev.zeroflow.contract.Json;
import dev.zeroflow.scheduler.run.RuntimeState;
import dev.zeroflow.scheduler.run.Transition;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The transitions of a decision as one JSON text: a list of [task, attempt, from, to, reason,
 * microseconds after the first], without the nulls at the end. {@code scheduling.transition_view}
 * reads it.
 */
final class TransitionsJson {
  private TransitionsJson() {}

  static String text(List<Transition> transitions) {
    Instant first = transitions.getFirst().at();
    return Json.write(transitions.stream().map(transition -> list(transition, first)).toList());
  }

  private static List<@Nullable Object> list(Transition transition, Instant first) {
    RuntimeState from = transition.from();
    long later = first.until(transition.at(), ChronoUnit.MICROS);
    var list = new ArrayList<@Nullable Object>(6);
    list.add(transition.task());
    list.add(transition.attempt());
    list.add(from == null ? null : from.name());
    list.add(transition.to().name());
    list.add(transition.reason());
    list.add(later == 0 ? null : later);
    while (list.getLast() == null) {
      list.removeLast();
    }
    return list;
  }
}
