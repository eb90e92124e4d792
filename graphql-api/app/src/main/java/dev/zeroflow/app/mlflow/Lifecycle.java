package dev.zeroflow.app.mlflow;

/** The words of this API for what is in use and what is put away. */
final class Lifecycle {
  private Lifecycle() {}

  static String stage(boolean deleted) {
    return deleted ? "deleted" : "active";
  }
}
