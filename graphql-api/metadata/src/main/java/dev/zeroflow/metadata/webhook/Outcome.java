package dev.zeroflow.metadata.webhook;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What becomes of a delivery after an attempt. */
public sealed interface Outcome {
  /** Status of the answer; null if there was none. */
  @Nullable Integer status();

  /** The receiver has it. */
  record Delivered(Integer status) implements Outcome {}

  /**
   * It is tried again.
   *
   * @param error why
   */
  record TryAgain(Instant at, @Nullable Integer status, String error) implements Outcome {}

  /**
   * It is not tried again.
   *
   * @param error why
   */
  record GivenUp(@Nullable Integer status, String error) implements Outcome {}
}
