package dev.zeroflow.tasks.job;

import java.io.IOException;

/** The control plane as one attempt sees it. */
@FunctionalInterface
interface Plane {
  /**
   * Posts a record of the contract once.
   *
   * @return HTTP status
   * @throws IOException if no answer came
   */
  int post(String path, Object body) throws IOException, InterruptedException;
}
