package dev.zeroflow.inference;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.zeroflow.contract.ControlPlane;
import dev.zeroflow.contract.ModelSource;
import dev.zeroflow.model.ModelDocument;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;

/** Asks the control plane which model to serve, fetches it and checks that it is the one meant. */
final class ModelLoader {
  private static final int MAX_MODEL_BYTES = 256 << 20;
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  private final ObjectMapper json;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECT_TIMEOUT)
          .build();

  ModelLoader(ObjectMapper json) {
    this.json = json;
  }

  /**
   * Loads the model that the token stands for.
   *
   * @throws IOException saying which step failed; presigned addresses are not in the message
   */
  ServedModel load(String controlPlane, String token) throws IOException, InterruptedException {
    HttpRequest question =
        HttpRequest.newBuilder(URI.create(controlPlane + ControlPlane.MODEL_SOURCE))
            .timeout(TIMEOUT)
            .header("Authorization", "Bearer " + token)
            .build();
    ModelSource source =
        json.readValue(get(question, "asking the control plane"), ModelSource.class);
    HttpRequest download =
        HttpRequest.newBuilder(URI.create(source.getUrl())).timeout(TIMEOUT).build();
    byte[] content = get(download, "reading the model");
    if (!source.digest().equals(sha256(content))) {
      throw new IOException("the bytes read are not those that were registered");
    }
    ModelDocument model = ModelDocument.fromTree(json.readValue(content, Map.class));
    return new ServedModel(source.service(), source.version(), model);
  }

  private byte[] get(HttpRequest request, String step) throws IOException, InterruptedException {
    HttpResponse<byte[]> response;
    try {
      response =
          http.send(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), MAX_MODEL_BYTES));
    } catch (IOException e) {
      String reason = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
      throw new IOException(step + " failed: " + reason, e);
    }
    if (response.statusCode() != 200) {
      throw new IOException(step + " failed: HTTP " + response.statusCode());
    }
    return response.body();
  }

  static String sha256(byte[] content) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(content);
      return "sha256:" + HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
