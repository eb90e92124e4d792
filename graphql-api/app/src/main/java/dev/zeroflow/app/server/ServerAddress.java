package dev.zeroflow.app.server;

import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Where this server is reached from this machine. */
@Singleton
public class ServerAddress {
  private final int port;

  ServerAddress(@ConfigProperty(name = "quarkus.http.port") int port) {
    this.port = port;
  }

  /** Base address without a slash at the end. */
  public String url() {
    return "http://127.0.0.1:" + port;
  }

  int port() {
    return port;
  }
}
