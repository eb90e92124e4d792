package dev.zeroflow.scheduler.study;

/** What became of a request for a trial. */
public sealed interface Asked {
  /**
   * A trial to work on.
   *
   * @param record its last attempt is the caller's
   */
  record Given(TrialRecord record) implements Asked {}

  /** There is none for now, or for good. */
  record Nothing(Reason reason) implements Asked {}

  /** Why there is none. */
  enum Reason {
    /** The study has ended: there will be none. */
    ENDED,
    /** It is paused. */
    PAUSED,
    /** As many as may be are under way; one of them may fail, so ask again. */
    ALL_UNDER_WAY
  }
}
