package dev.zeroflow.tasks.number;

import dev.zeroflow.tasks.attempt.Parameters;
import dev.zeroflow.tasks.attempt.TaskContext;
import dev.zeroflow.tasks.attempt.TaskFunction;
import jakarta.inject.Singleton;

/** Adds two integers: the smallest step that can be checked, for trying out and for measuring. */
@Singleton
final class Add implements TaskFunction {
  @Override
  public String name() {
    return "add";
  }

  @Override
  public void run(TaskContext context) {
    Parameters given = context.parameters();
    try {
      context.output("sum", Math.addExact(given.integer("a"), given.integer("b")));
    } catch (ArithmeticException e) {
      throw Parameters.wrong("a", "small enough for a sum of 64 bits", given.integer("a"));
    }
  }
}
