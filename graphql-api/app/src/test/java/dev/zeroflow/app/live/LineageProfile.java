package dev.zeroflow.app.live;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashMap;
import java.util.Map;

/** A server that sends its lineage to a sink, which is away until the test starts it. */
public final class LineageProfile extends LiveProfile {
  /** Nobody listens there. */
  static final int PORT = freePort();

  private static int freePort() {
    try (var probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return probe.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Map<String, String> getConfigOverrides() {
    var settings = new HashMap<>(super.getConfigOverrides());
    // Test profiles are loaded by two class loaders: the property is what both see.
    String port = System.getProperty("test.sink-port", String.valueOf(PORT));
    System.setProperty("test.sink-port", port);
    settings.put("zeroflow.openlineage.url", "http://127.0.0.1:" + port);
    settings.put("zeroflow.openlineage.key", "sink key");
    settings.put("zeroflow.openlineage.ingest-key", "ingest key");
    settings.put("zeroflow.openlineage.poll", "0.02S");
    return settings;
  }
}
