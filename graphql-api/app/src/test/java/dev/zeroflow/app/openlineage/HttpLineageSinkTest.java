package dev.zeroflow.app.openlineage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.zeroflow.app.openlineage.LineageSink.Answer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpLineageSinkTest {
  private final List<String> asked = new ArrayList<>();
  private HttpServer server;
  private int status;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          asked.add(
              exchange.getRequestURI()
                  + " "
                  + exchange.getRequestHeaders().getFirst("Authorization"));
          exchange.getRequestBody().readAllBytes();
          exchange.getResponseHeaders().set("Location", "/elsewhere");
          exchange.sendResponseHeaders(status, -1);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private URI base() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/ol/");
  }

  private Answer answer(int status) throws InterruptedException {
    this.status = status;
    try (var sink = new HttpLineageSink(base(), Optional.of("secret"))) {
      return sink.send(new byte[] {'{', '}'});
    }
  }

  @Test
  void anAnswerTellsWhetherToSendAgain() throws InterruptedException {
    assertThat(answer(201)).isEqualTo(Answer.TAKEN);
    assertThat(answer(400)).isEqualTo(Answer.REFUSED);
    for (int status : new int[] {401, 403, 404, 408, 429, 500, 503}) {
      assertThat(answer(status)).as("" + status).isEqualTo(Answer.AWAY);
    }
    assertThat(asked).hasSize(9).containsOnly("/ol/api/v1/lineage Bearer secret");
  }

  @Test
  void redirectsAreNotFollowed() throws InterruptedException {
    for (int status : new int[] {301, 302, 307, 308}) {
      assertThat(answer(status)).isEqualTo(Answer.AWAY);
    }
    assertThat(asked).hasSize(4).containsOnly("/ol/api/v1/lineage Bearer secret");
  }

  @Test
  void aSinkThatIsNotThereIsAway() throws InterruptedException {
    URI gone = base();
    server.stop(0);
    try (var sink = new HttpLineageSink(gone, Optional.empty())) {
      assertThat(sink.send(new byte[0])).isEqualTo(Answer.AWAY);
    }
  }

  @Test
  void onlyAddressesOfWebServersAreTaken() {
    for (String bad :
        new String[] {
          "file:///tmp/x", "ftp://h/", "http://u:p@h/", "http:///x", "http://h/?a=b", "x"
        }) {
      assertThatThrownBy(() -> new HttpLineageSink(URI.create(bad), Optional.empty()))
          .as(bad)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("zeroflow.openlineage.url");
    }
  }
}
