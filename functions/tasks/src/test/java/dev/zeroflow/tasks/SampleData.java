package dev.zeroflow.tasks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The data sets that are shipped with the pipeline. */
public enum SampleData {
  BREAST_CANCER,
  WINE;

  public static final String LABEL = "target";

  public byte[] csv() throws IOException {
    return Files.readAllBytes(Path.of("pipelines/data", name().toLowerCase() + ".csv"));
  }
}
