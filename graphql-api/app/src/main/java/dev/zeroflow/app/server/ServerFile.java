package dev.zeroflow.app.server;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The file {@code server.json} in the data directory: how the command line finds a running server.
 * Holds no secrets.
 */
@Singleton
class ServerFile {
  private final ServerConfig config;
  private final ServerAddress address;
  private final ObjectMapper json;
  private final InstantSource clock;

  ServerFile(ServerConfig config, ServerAddress address, ObjectMapper json, InstantSource clock) {
    this.config = config;
    this.address = address;
    this.json = json;
    this.clock = clock;
  }

  void write() {
    Map<String, Object> content = new LinkedHashMap<>();
    content.put("pid", ProcessHandle.current().pid());
    content.put("port", address.port());
    content.put("address", "http://127.0.0.1:" + address.port());
    content.put("s3_endpoint", config.s3().endpoint().toString());
    content.put("s3_region", config.s3().region());
    content.put("started_at", clock.instant().toString());
    content.put("idle_window_seconds", config.functions().idleWindow().toSeconds());
    try {
      Files.createDirectories(config.data());
      Path fresh = config.data().resolve("server.json.new");
      Files.write(fresh, json.writerWithDefaultPrettyPrinter().writeValueAsBytes(content));
      Files.move(
          fresh, path(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + path(), e);
    }
  }

  /** The line that tells people where the server is. */
  String announcement() {
    return "Ready: %1$s  (GraphQL page %1$s/q/graphql-ui/, S3 %2$s, keys in %3$s)"
        .formatted(address.url(), config.s3().endpoint(), config.data().resolve("secrets"));
  }

  void delete() {
    try {
      Files.deleteIfExists(path());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot remove " + path(), e);
    }
  }

  private Path path() {
    return config.data().resolve("server.json");
  }
}
