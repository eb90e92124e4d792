package dev.zeroflow.app.openlineage;

/** Takes events of OpenLineage. Blocking. */
interface LineageSink {
  /** What became of an event. */
  enum Answer {
    /** It was taken. */
    TAKEN,
    /** It is refused, and would be again. */
    REFUSED,
    /** Nobody was there, or had time for it: it is to be sent again. */
    AWAY
  }

  Answer send(byte[] event) throws InterruptedException;
}
