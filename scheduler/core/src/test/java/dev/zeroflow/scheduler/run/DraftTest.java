package dev.zeroflow.scheduler.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.zeroflow.contract.ErrorCategory;
import dev.zeroflow.contract.TaskError;
import dev.zeroflow.scheduler.spec.PipelineSpec;
import dev.zeroflow.scheduler.spec.PipelineText;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DraftTest {
  private static final PipelineSpec PIPELINE = PipelineText.with(root -> root.task("a")).parse();
  private static final Instant NOW = RunDriver.START;
  private static final TaskError ERROR = new TaskError("X", ErrorCategory.USER, "why", null);

  private static Run run(RuntimeState state) {
    Run pending =
        Snapshots.submitted(new UUID(1, 2), PIPELINE, Map.of(), RunOptions.DEFAULT, NOW).run();
    return state.isFinal() ? pending.ended(state, NOW, ERROR, null) : pending.in(state, null);
  }

  private static Task task(RuntimeState state) {
    return new Task(
        "a",
        0,
        state,
        1,
        0,
        0,
        NOW,
        null,
        NOW,
        state.isFinal() ? NOW : null,
        Values.NONE,
        Values.NONE,
        ERROR,
        null,
        null);
  }

  @Test
  void onlyDeclaredChangesOfStateCanBeMade() {
    for (RuntimeState from : RuntimeState.values()) {
      for (RuntimeState to : RuntimeState.values()) {
        var draft = new Draft(RunSnapshot.of(run(from), PIPELINE, List.of(task(from))), NOW);
        check(
            from == to || LegalTransitions.ofRun(from).contains(to), () -> draft.put(run(to), ""));
        check(
            from == to || LegalTransitions.ofTask(from).contains(to),
            () -> draft.put(task(to), ""));
      }
    }
  }

  private static void check(boolean declared, Runnable change) {
    if (declared) {
      change.run();
    } else {
      assertThatIllegalStateException().isThrownBy(change::run).withMessageContaining("cannot go");
    }
  }

  @Test
  void whatStaysInItsStateIsChangedWithoutATransition() {
    var draft =
        new Draft(
            RunSnapshot.of(
                run(RuntimeState.RUNNING), PIPELINE, List.of(task(RuntimeState.RUNNING))),
            NOW);
    draft.put(task(RuntimeState.RUNNING), "why");
    draft.put(run(RuntimeState.RUNNING).prioritized(3), "why");
    assertThat(draft.change().transitions()).isEmpty();
    assertThat(draft.change().tasks()).hasSize(1);
    assertThat(draft.change().next().run().priority()).isEqualTo(3);
  }
}
