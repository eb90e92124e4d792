package dev.zeroflow.app.mlflow;

import static dev.zeroflow.app.mlflow.FileClient.FILES;
import static dev.zeroflow.app.mlflow.FileClient.ROOT;
import static dev.zeroflow.app.mlflow.FileClient.get;
import static dev.zeroflow.app.mlflow.FileClient.ok;
import static dev.zeroflow.app.mlflow.FileClient.post;
import static dev.zeroflow.app.mlflow.FileClient.put;
import static dev.zeroflow.app.mlflow.FileClient.refused;
import static dev.zeroflow.app.mlflow.FileClient.send;
import static dev.zeroflow.app.mlflow.FileClient.unannounced;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.zeroflow.app.graphql.TwoAttempts;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The addresses of files. */
@QuarkusTest
@TestProfile(FilesProfile.class)
class FilesTest {
  private static final int MEGABYTE = 1 << 20;

  private static List<Map<String, Object>> list(String directory) {
    return ok(get(ROOT + "/artifacts?path=" + directory)).getList("files");
  }

  private static void store(String path, String text) {
    assertThat(put(path, text.getBytes(UTF_8)).statusCode()).isEqualTo(200);
  }

  private static String header(HttpResponse<?> answer, String name) {
    return answer.headers().firstValue(name).orElse("");
  }

  @Test
  void aFileIsStoredReadListedAndDeleted() {
    store("f1/run/artifacts/a%20b.txt", "hello");
    store("f1/run/artifacts/sub/c.txt", "c");
    assertThat(list("f1/run/artifacts"))
        .containsExactly(
            Map.of("path", "a b.txt", "is_dir", false, "file_size", 5),
            Map.of("path", "sub", "is_dir", true));
    var answer = get(FILES + "f1/run/artifacts/a%20b.txt");
    assertThat(answer.body()).asString(UTF_8).isEqualTo("hello");
    assertThat(header(answer, "Content-Length")).isEqualTo("5");
    assertThat(header(answer, "Accept-Ranges")).isEqualTo("bytes");
    assertThat(header(answer, "ETag")).matches("\"[0-9a-f]{64}\"");
    var head = send("HEAD", FILES + "f1/run/artifacts/a%20b.txt", BodyPublishers.noBody());
    assertThat(header(head, "Content-Length")).isEqualTo("5");
    ok(send("DELETE", FILES + "f1/run/artifacts", BodyPublishers.noBody()));
    assertThat(list("f1")).isNull();
    refused(get(FILES + "f1/run/artifacts/sub/c.txt"), 404, "RESOURCE_DOES_NOT_EXIST");
  }

  @Test
  void anyCharacterOfANameIsKept() {
    String sent = "special/100%25a%2Bb+c%3F%23%3B;d%20%C3%A4.txt";
    store(sent, "x");
    assertThat(list("special").getFirst()).containsEntry("path", "100%a+b+c?#;;d \u00e4.txt");
    assertThat(get(FILES + sent).body()).asString(UTF_8).isEqualTo("x");
    for (String upwards :
        new String[] {"special/;/..%3B/..", "a;/%2e%2e/b", "..;/..;/%252e%252e/x"}) {
      refused(get(FILES + upwards), 400, "INVALID_PARAMETER_VALUE");
    }
  }

  @Test
  void whatIsMissingIsAnEmptyListOrNotFound() {
    assertThat(list("never/there")).isNull();
    refused(get(FILES + "never/there"), 404, "RESOURCE_DOES_NOT_EXIST");
  }

  @Test
  void aRangeIsAnsweredAndAnEtagSavesTheBytes() {
    store("ranges/file", "0123456789");
    String path = FILES + "ranges/file";
    var middle = get(path, "Range", "bytes=2-4");
    assertThat(middle.statusCode()).isEqualTo(206);
    assertThat(middle.body()).asString(UTF_8).isEqualTo("234");
    assertThat(header(middle, "Content-Range")).isEqualTo("bytes 2-4/10");
    assertThat(get(path, "Range", "bytes=-3").body()).asString(UTF_8).isEqualTo("789");
    assertThat(get(path, "Range", "bytes=8-99").body()).asString(UTF_8).isEqualTo("89");
    var behind = get(path, "Range", "bytes=10-");
    assertThat(behind.statusCode()).isEqualTo(416);
    assertThat(header(behind, "Content-Range")).isEqualTo("bytes */10");
    String etag = header(middle, "ETag");
    assertThat(get(path, "If-None-Match", etag).statusCode()).isEqualTo(304);
    assertThat(get(path, "Range", "bytes=0-1", "If-Range", etag).statusCode()).isEqualTo(206);
    assertThat(get(path, "Range", "bytes=0-1", "If-Range", "\"old\"").statusCode()).isEqualTo(200);
    assertThat(get(path, "Range", "nonsense").statusCode()).isEqualTo(200);
  }

  @Test
  void nothingThatABrowserWouldRunIsServedAsSuch() {
    put("evil/x.html", "<script>".getBytes(UTF_8), "Content-Type", "text/html");
    put("evil/x.svg", "<svg/>".getBytes(UTF_8), "Content-Type", "image/svg+xml");
    put("evil/x.png", new byte[1], "Content-Type", "image/png");
    for (String name : List.of("x.html", "x.svg", "x.png")) {
      var answer = get(FILES + "evil/" + name);
      assertThat(header(answer, "X-Content-Type-Options")).isEqualTo("nosniff");
      assertThat(header(answer, "Content-Disposition")).startsWith("attachment");
      assertThat(header(answer, "Content-Security-Policy")).contains("sandbox");
      assertThat(header(answer, "Content-Type"))
          .isEqualTo(name.equals("x.png") ? "image/png" : "application/octet-stream");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../../etc/passwd",
        "a/../../b",
        "%2e%2e/%2e%2e/etc/passwd",
        "..%2f..%2fetc%2fpasswd",
        "..%5c..%5cwindows",
        "%252e%252e%252fetc",
        "%2fetc/passwd",
        "/etc/passwd",
        "a//b",
        "a%00b",
        "a%0ab",
        "%EF%BC%8E%EF%BC%8E/etc",
        "C:%5Cwindows",
        "nul",
        "..;/a",
      })
  void attacksOnPathsAreRefusedAndStoreNothing(String path) {
    for (String method : List.of("GET", "PUT", "DELETE")) {
      var body = method.equals("PUT") ? BodyPublishers.ofString("x") : BodyPublishers.noBody();
      var answer = send(method, FILES + path, body);
      if (path.equals("..;/a")) {
        // An ordinary name: nothing here reads parameters in paths.
        assertThat(answer.statusCode()).isLessThan(500);
      } else {
        refused(answer, 400, "INVALID_PARAMETER_VALUE");
      }
    }
    refused(get(ROOT + "/artifacts?path=../etc"), 400, "INVALID_PARAMETER_VALUE");
    refused(get(FILES + "x".repeat(3_000)), 400, "INVALID_PARAMETER_VALUE");
  }

  @Test
  void onlyFilesMayBeLargerThanOtherBodies() {
    byte[] large = new byte[48 * MEGABYTE];
    assertThat(put("large/file", large).statusCode()).isEqualTo(200);
    assertThat(list("large").getFirst()).containsEntry("file_size", large.length);
    refused(put("large/other", new byte[65 * MEGABYTE]), 400, "INVALID_PARAMETER_VALUE");
    assertThat(list("large")).hasSize(1);
    refused(
        send("POST", ROOT + "/mpu/create/large", BodyPublishers.ofByteArray(large)),
        400,
        "INVALID_PARAMETER_VALUE");
    refused(
        send("PUT", FILES + "large/unannounced", unannounced(new byte[2 * MEGABYTE])),
        400,
        "INVALID_PARAMETER_VALUE");
  }

  @Test
  void aSmallFileNeedNotAnnounceItsLength() {
    for (int size : new int[] {0, 9, MEGABYTE}) {
      var answer = send("PUT", FILES + "unannounced/" + size, unannounced(new byte[size]));
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(get(FILES + "unannounced/" + size).body()).hasSize(size);
    }
  }

  @Test
  void aBodyThatBreaksOffLeavesNoFile() throws IOException {
    var port = io.restassured.RestAssured.port;
    try (Socket socket = new Socket("127.0.0.1", port)) {
      OutputStream out = socket.getOutputStream();
      out.write(
          ("PUT "
                  + FILES
                  + "broken/file HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99\r\n\r\nx")
              .getBytes(UTF_8));
      out.flush();
      socket.shutdownOutput();
      InputStream in = socket.getInputStream();
      in.readAllBytes();
    }
    assertThat(list("broken")).isNull();
  }

  @Test
  void projectsDoNotSeeEachOthersFiles() {
    String foreign = "Bearer " + TwoAttempts.FOREIGN;
    String mine = "Bearer " + TwoAttempts.MINE;
    store("shared/name", "mine");
    refused(get(FILES + "shared/name", "Authorization", foreign), 404, "RESOURCE_DOES_NOT_EXIST");
    put("shared/name", "theirs".getBytes(UTF_8), "Authorization", foreign);
    assertThat(get(FILES + "shared/name", "Authorization", mine).body())
        .asString(UTF_8)
        .isEqualTo("mine");
    refused(get(FILES + "shared/name", "Authorization", "Bearer x"), 401, "UNAUTHENTICATED");
  }

  private static String part(String url, byte[] bytes) throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(URI.create(url)).PUT(BodyPublishers.ofByteArray(bytes));
    try (HttpClient client = HttpClient.newHttpClient()) {
      var answer = client.send(request.build(), BodyHandlers.ofString());
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      return answer.headers().firstValue("ETag").orElseThrow().replace("\"", "");
    }
  }

  @Test
  void largeFilesGoInPartsUnderTheNameOnly() throws IOException, InterruptedException {
    String local = "{\"path\": \"/home/me/../secret/model.bin\", \"num_parts\": 2}";
    JsonPath begun = post(ROOT + "/mpu/create/parts/run", local);
    String first = part(begun.getString("credentials[0].url"), new byte[5 * MEGABYTE]);
    String second = part(begun.getString("credentials[1].url"), "end".getBytes(UTF_8));
    String done =
        """
        {"path": "/home/me/model.bin", "upload_id": "%s", "parts": [
          {"part_number": 1, "etag": "%s", "url": "x"}, {"part_number": 2, "etag": "%s"}]}
        """
            .formatted(begun.getString("upload_id"), first, second);
    post(ROOT + "/mpu/complete/parts/run", done);
    post(ROOT + "/mpu/complete/parts/run", done);
    assertThat(list("parts/run"))
        .containsExactly(
            Map.of("path", "model.bin", "is_dir", false, "file_size", 5 * MEGABYTE + 3));
    JsonPath presigned = ok(get(ROOT + "/presigned/parts/run/model.bin"));
    assertThat(presigned.getLong("file_size")).isEqualTo(5 * MEGABYTE + 3);
    var request =
        HttpRequest.newBuilder(URI.create(presigned.getString("url")))
            .header("Range", "bytes=" + 5 * MEGABYTE + "-" + (5 * MEGABYTE + 2));
    try (HttpClient client = HttpClient.newHttpClient()) {
      var answer = client.send(request.build(), BodyHandlers.ofString());
      assertThat(answer.statusCode()).isEqualTo(206);
      assertThat(answer.body()).isEqualTo("end");
    }
  }

  @Test
  void uploadsInPartsAreRefusedWithoutSenseAndCanBeAborted() {
    for (String body :
        List.of(
            "{}",
            "{\"path\": \"..\"}",
            "{\"path\": \"a/\"}",
            "{\"path\": \"a\", \"num_parts\": 0}",
            "{\"path\": \"a\", \"num_parts\": 10001}")) {
      var answer = send("POST", ROOT + "/mpu/create/x", BodyPublishers.ofString(body));
      refused(answer, 400, "INVALID_PARAMETER_VALUE");
    }
    JsonPath begun = post(ROOT + "/mpu/create", "{\"path\": \"top.bin\", \"num_parts\": 1}");
    String id = begun.getString("upload_id");
    String ending = "{\"path\": \"top.bin\", \"upload_id\": \"" + id + "\"";
    post(ROOT + "/mpu/abort", ending + "}");
    post(ROOT + "/mpu/abort", ending + "}");
    String parts = ", \"parts\": [{\"part_number\": 1, \"etag\": \"e\"}]}";
    var late = send("POST", ROOT + "/mpu/complete", BodyPublishers.ofString(ending + parts));
    refused(late, 404, "RESOURCE_DOES_NOT_EXIST");
  }

  @Test
  void theServerSaysWhatItCan() {
    JsonPath info = ok(get("/api/3.0/mlflow/server-info"));
    assertThat(info.getBoolean("multipart_uploads_enabled")).isTrue();
    assertThat(info.getBoolean("presigned_upload_run_id_supported")).isFalse();
    assertThat(new String(get("/version").body(), UTF_8)).isEqualTo("3.4.0");
    assertThat(new String(get("/health").body(), UTF_8)).isEqualTo("OK");
  }
}
