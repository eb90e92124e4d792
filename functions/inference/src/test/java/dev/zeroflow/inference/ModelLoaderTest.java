package dev.zeroflow.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import dev.zeroflow.model.ModelFormatException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ModelLoaderTest {
  private final ModelLoader loader = new ModelLoader(new ObjectMapper());

  private ServedModel load(String model, String digest, String token) throws Exception {
    HttpServer server = WithModel.serve(model, digest);
    try {
      return loader.load(WithModel.address(server), token);
    } finally {
      server.stop(0);
    }
  }

  private static String digest(String model) {
    return ModelLoader.sha256(model.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void theModelThatTheControlPlaneNamesIsLoaded() throws Exception {
    ServedModel served = load(WithModel.MODEL, digest(WithModel.MODEL), WithModel.TOKEN);

    assertThat(served.name()).isEqualTo("wine");
    assertThat(served.version()).isEqualTo("3");
    assertThat(served.model().features()).containsExactly("a", "b");
  }

  @Test
  void otherBytesThanThoseRegisteredAreRefused() {
    assertThatThrownBy(() -> load(WithModel.MODEL, digest("other"), WithModel.TOKEN))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("not those that were registered")
        .hasMessageNotContaining("secret");
  }

  @Test
  void aDocumentThatIsNoModelIsRefused() {
    assertThatThrownBy(() -> load("{}", digest("{}"), WithModel.TOKEN))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining("format: expected a string");
  }

  @Test
  void aWrongTokenIsReported() {
    assertThatThrownBy(() -> load(WithModel.MODEL, digest(WithModel.MODEL), "wrong"))
        .isInstanceOf(IOException.class)
        .hasMessage("asking the control plane failed: HTTP 401");
  }

  @Test
  void aControlPlaneThatIsNotThereIsReported() throws Exception {
    HttpServer server = WithModel.serve("{}", digest("{}"));
    String address = WithModel.address(server);
    server.stop(0);

    assertThatThrownBy(() -> loader.load(address, WithModel.TOKEN))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("asking the control plane failed");
  }
}
