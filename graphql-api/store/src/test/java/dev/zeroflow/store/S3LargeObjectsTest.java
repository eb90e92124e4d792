package dev.zeroflow.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zeroflow.metadata.artifact.ObjectStoreException;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An object store that closes its first connection without an answer. */
class S3LargeObjectsTest {
  private static final String URI_TEXT = "s3://zeroflow/files/one";

  private final AtomicInteger connections = new AtomicInteger();
  private ServerSocket server;
  private S3ObjectStore store;

  @BeforeEach
  void start() throws IOException {
    server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::serve);
    URI endpoint = URI.create("http://127.0.0.1:" + server.getLocalPort());
    store = new S3ObjectStore(new S3Settings(endpoint, "us-east-1", "access", "secret"));
  }

  @AfterEach
  void stop() throws IOException {
    store.close();
    server.close();
  }

  private void serve() {
    while (!server.isClosed()) {
      try (Socket connection = server.accept()) {
        if (connections.incrementAndGet() > 1) {
          answer(connection);
        }
      } catch (IOException e) {
        // The client is gone, or the test is over.
      }
    }
  }

  private static void answer(Socket connection) throws IOException {
    var in =
        new BufferedReader(
            new InputStreamReader(connection.getInputStream(), StandardCharsets.ISO_8859_1));
    int length = 0;
    for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
      if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
        length = Integer.parseInt(line.substring(line.indexOf(':') + 1).strip());
      }
    }
    for (int i = 0; i < length; i++) {
      in.read();
    }
    connection
        .getOutputStream()
        .write(
            "HTTP/1.1 200 OK\r\nETag: \"one\"\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
                .getBytes(StandardCharsets.ISO_8859_1));
  }

  private void put(int size) {
    store.large().put(URI_TEXT, new ByteArrayInputStream(new byte[size]), size);
  }

  @Test
  void aSmallBodyIsSentAgain() {
    put(1_000);
    assertThat(connections).hasValue(2);
  }

  @Test
  void aLargeBodyCannotBeSentAgain() {
    assertThatThrownBy(() -> put(1 << 20))
        .isInstanceOf(ObjectStoreException.class)
        .hasMessageContaining("was not reached");
  }
}
