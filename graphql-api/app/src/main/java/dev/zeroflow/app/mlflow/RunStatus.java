package dev.zeroflow.app.mlflow;

import dev.zeroflow.app.http.HttpFailure;
import dev.zeroflow.metadata.run.RunState;
import java.util.stream.Stream;

/** The words of this API for the states of a run. */
enum RunStatus {
  SCHEDULED(RunState.PENDING),
  RUNNING(RunState.RUNNING),
  FINISHED(RunState.SUCCEEDED),
  FAILED(RunState.FAILED),
  KILLED(RunState.CANCELED);

  private final RunState state;

  RunStatus(RunState state) {
    this.state = state;
  }

  RunState state() {
    return state;
  }

  static RunStatus of(RunState state) {
    return Stream.of(values()).filter(it -> it.state == state).findFirst().orElse(RUNNING);
  }

  /**
   * The status of that name, or of that number in the client's protocol.
   *
   * @throws HttpFailure with 400 if there is none
   */
  static RunStatus parse(String text) {
    return switch (text) {
      case "1" -> RUNNING;
      case "2" -> SCHEDULED;
      case "3" -> FINISHED;
      case "4" -> FAILED;
      case "5" -> KILLED;
      default ->
          Stream.of(values())
              .filter(it -> it.name().equals(text))
              .findFirst()
              .orElseThrow(
                  () ->
                      HttpFailure.badInput(
                          "status must be RUNNING, SCHEDULED, FINISHED, FAILED or KILLED: "
                              + text));
    };
  }
}
