package dev.zeroflow.metadata.trace;

/** How a span has ended; {@link #UNSET} if nobody has said. */
public enum SpanStatus {
  UNSET,
  OK,
  ERROR
}
