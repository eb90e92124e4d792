package dev.zeroflow.scheduler.spec;

import java.util.List;

/** An element of a command line before its placeholders are filled in. */
public sealed interface Argument {
  /** Text that may hold placeholders. */
  record Text(String template) implements Argument {}

  /** Elements that become one text. */
  record Concat(List<Argument> parts) implements Argument {}

  /**
   * Elements that stand there only if an input was given.
   *
   * @param input name of the input
   * @param then elements if it was
   * @param otherwise elements if it was not
   */
  record IfPresent(String input, List<Argument> then, List<Argument> otherwise)
      implements Argument {}
}
