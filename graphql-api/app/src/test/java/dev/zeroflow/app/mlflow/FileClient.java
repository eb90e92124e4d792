package dev.zeroflow.app.mlflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/** Sends requests as they are written: no path is resolved or encoded on the way. */
final class FileClient {
  static final String ROOT = "/api/2.0/mlflow-artifacts";
  static final String FILES = ROOT + "/artifacts/";

  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private FileClient() {}

  static HttpResponse<byte[]> send(
      String method, String path, BodyPublisher body, String... headers) {
    var request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + path))
            .method(method, body);
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      return CLIENT.send(request.build(), BodyHandlers.ofByteArray());
    } catch (IOException e) {
      throw new AssertionError(method + " " + path, e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  static HttpResponse<byte[]> put(String path, byte[] bytes, String... headers) {
    return send("PUT", FILES + path, BodyPublishers.ofByteArray(bytes), headers);
  }

  /** A body whose length is not announced. */
  static BodyPublisher unannounced(byte[] bytes) {
    return BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(bytes));
  }

  static HttpResponse<byte[]> get(String path, String... headers) {
    return send("GET", path, BodyPublishers.noBody(), headers);
  }

  static JsonPath post(String path, String body) {
    return ok(send("POST", path, BodyPublishers.ofString(body)));
  }

  static JsonPath ok(HttpResponse<byte[]> answer) {
    assertThat(answer.statusCode()).as(new String(answer.body())).isEqualTo(200);
    return JsonPath.from(new String(answer.body()));
  }

  static void refused(HttpResponse<byte[]> answer, int status, String code) {
    String body = new String(answer.body());
    assertThat(answer.statusCode()).as(body).isEqualTo(status);
    assertThat(JsonPath.from(body).getString("error_code")).isEqualTo(code);
    assertThat(JsonPath.from(body).getString("message")).isNotEmpty();
  }
}
