package dev.zeroflow.tasks.learn;

import dev.zeroflow.tasks.attempt.Parameters;
import dev.zeroflow.tasks.attempt.TaskContext;
import dev.zeroflow.tasks.attempt.TaskFunction;
import jakarta.inject.Singleton;

/** Passes on the model with the higher score, without moving its bytes; on a tie the first. */
@Singleton
final class SelectBest implements TaskFunction {
  private record Candidate(String input, String name, double score) {
    static Candidate of(Parameters parameters, String suffix) {
      return new Candidate(
          "model_" + suffix,
          parameters.text("name_" + suffix),
          parameters.number("score_" + suffix));
    }
  }

  @Override
  public String name() {
    return "select-best";
  }

  @Override
  public void run(TaskContext context) {
    Candidate a = Candidate.of(context.parameters(), "a");
    Candidate b = Candidate.of(context.parameters(), "b");
    boolean second = b.score > a.score;
    Candidate best = second ? b : a;
    String reason = reason(best, second ? a : b);
    context.log().info(reason);
    context.metric("score", best.score, 0);
    context.output("selected", best.name);
    context.output("score", best.score);
    context.output("reason", reason);
    context.passOn("model", context.input(best.input));
  }

  private static String reason(Candidate best, Candidate other) {
    if (best.score == other.score) {
      return "%s and %s both scored %.4f; the first is taken"
          .formatted(best.name, other.name, best.score);
    }
    return "%s scored %.4f, which is %.4f more than %s with %.4f"
        .formatted(best.name, best.score, best.score - other.score, other.name, other.score);
  }
}
