package dev.zeroflow.scheduler.spec;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The compiled pipeline that the project ships. */
public final class TrainAndDeploy {
  private TrainAndDeploy() {}

  /** The document; tests run in the folder of their module, two levels below the root. */
  public static byte[] document() {
    try {
      return Files.readAllBytes(
          Path.of("..", "..", "functions", "tasks", "pipelines", "train_and_deploy.yaml"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
