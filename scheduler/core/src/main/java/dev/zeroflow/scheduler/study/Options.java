package dev.zeroflow.scheduler.study;

import java.util.HashSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads the options of a {@link Choice}; those that nobody has read were not meant. */
final class Options {
  private final Choice choice;
  private final Set<String> read = new HashSet<>();

  Options(Choice choice) {
    this.choice = choice;
  }

  double number(String name, double otherwise) {
    read.add(name);
    return choice.options().getOrDefault(name, otherwise);
  }

  int whole(String name, int otherwise) {
    double number = number(name, otherwise);
    if (number != Math.rint(number) || Math.abs(number) > Integer.MAX_VALUE) {
      throw bad("%s of %s is a whole number, not %s".formatted(name, choice.name(), number));
    }
    return (int) number;
  }

  boolean flag(String name, boolean otherwise) {
    return number(name, otherwise ? 1 : 0) != 0;
  }

  /** The value, once all options have been read. */
  <T> T done(T made) {
    SortedMap<String, Double> left = new TreeMap<>(choice.options());
    left.keySet().removeAll(read);
    if (!left.isEmpty()) {
      throw bad(
          "%s has no option %s; it has %s"
              .formatted(choice.name(), left.firstKey(), read.isEmpty() ? "none" : read));
    }
    return made;
  }

  static StudyException bad(String message) {
    return new StudyException(StudyProblem.BAD_INPUT, message);
  }
}
