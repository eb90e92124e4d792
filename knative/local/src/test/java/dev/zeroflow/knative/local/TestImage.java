package dev.zeroflow.knative.local;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;

/** Runs {@link TestFunction} as an image. */
public final class TestImage {
  private TestImage() {}

  /** The image in one of the modes of the program, e.g. {@code serve} or {@code fail}. */
  public static LocalImage in(String mode) throws URISyntaxException {
    var classes = TestFunction.class.getProtectionDomain().getCodeSource().getLocation().toURI();
    return LocalImage.of(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Xshare:auto",
            "-Xmx64m",
            "-cp",
            Path.of(classes).toString(),
            TestFunction.class.getName(),
            mode));
  }
}
