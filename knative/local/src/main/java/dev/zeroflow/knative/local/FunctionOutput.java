package dev.zeroflow.knative.local;

/** Receives what replicas print, line by line, standard output and error together. */
@FunctionalInterface
public interface FunctionOutput {
  /**
   * One line, cut at 16,384 characters. Called by one thread per replica; a slow receiver slows the
   * replica down.
   *
   * @param function name of the function
   * @param replica name of the replica, e.g. {@code train-00002-7}
   * @param text the line without its end
   */
  void line(String function, String replica, String text);
}
