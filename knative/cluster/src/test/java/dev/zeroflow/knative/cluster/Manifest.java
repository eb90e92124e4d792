package dev.zeroflow.knative.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;

/** Compares manifests with whole files of the test resources. */
public final class Manifest {
  private Manifest() {}

  /** Text of a test resource. */
  public static String text(String file) throws IOException {
    try (var in = Manifest.class.getResourceAsStream("/" + file)) {
      assertThat(in).as("test resource " + file).isNotNull();
      return new String(in.readAllBytes(), UTF_8);
    }
  }

  /** Fails with the difference unless the manifest reads exactly as the file. */
  public static void assertReads(Object manifest, String file) throws IOException {
    assertThat(Serialization.asYaml(manifest)).isEqualTo(text(file));
  }
}
