package dev.zeroflow.app.server;

import jakarta.inject.Singleton;
import java.net.URI;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Where this server is reached by the functions that it calls. */
@Singleton
public class ServerAddress {
  private final int port;
  private final String url;

  ServerAddress(@ConfigProperty(name = "quarkus.http.port") int port, ServerConfig config) {
    this.port = port;
    this.url =
        config
            .address()
            .map(URI::toString)
            .orElse("http://127.0.0.1:" + port)
            .replaceAll("/+$", "");
  }

  /** Base address without a slash at the end. */
  public String url() {
    return url;
  }

  int port() {
    return port;
  }
}
