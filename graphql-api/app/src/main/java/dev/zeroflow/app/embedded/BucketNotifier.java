package dev.zeroflow.app.embedded;

import java.io.IOException;

/** Hears of each object that is written into a watched bucket. */
@FunctionalInterface
public interface BucketNotifier {
  /**
   * An object is complete and readable. Called before its writer gets an answer, by the thread that
   * serves the writer: an exception fails the upload with 500 although the object stays, so that a
   * writer that tries again is heard of again, and no event is lost in silence.
   */
  void created(ObjectCreated event) throws IOException;
}
