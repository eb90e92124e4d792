package dev.zeroflow.tasks.attempt;

import dev.zeroflow.contract.InputArtifact;
import dev.zeroflow.contract.UploadRequest;
import dev.zeroflow.contract.UploadTicket;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Locale;
import java.util.Set;

/** Moves the bytes of artifacts, and checks that they are the ones that were meant. */
final class Transfers {
  static final long MAX_ARTIFACT_BYTES = 512L << 20;
  private static final int MAX_STORE_ANSWER_BYTES = 1 << 16;

  /** The client sends these by itself and lets nobody set them. */
  private static final Set<String> OWN_HEADERS = Set.of("host", "content-length");

  private final Http http;
  private final ControlPlaneClient controlPlane;

  Transfers(Http http, ControlPlaneClient controlPlane) {
    this.http = http;
    this.controlPlane = controlPlane;
  }

  /** Bytes of an input artifact, checked against its digest. */
  byte[] download(InputArtifact artifact) throws IOException, InterruptedException {
    if (artifact.size() > MAX_ARTIFACT_BYTES) {
      throw tooLarge(artifact.name(), artifact.size());
    }
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(artifact.getUrl())).timeout(Http.TIMEOUT).GET().build();
    Http.Answer answer = http.send(request, "the object store", MAX_ARTIFACT_BYTES);
    if (answer.status() == 404) {
      throw TaskException.user("OBJECT_NOT_FOUND", "There is no object at " + artifact.uri() + ".");
    }
    if (answer.status() != 200) {
      throw TaskException.transientFault(
          "DOWNLOAD_REFUSED",
          "The object store answered HTTP " + answer.status() + " for " + artifact.uri() + ".");
    }
    Digests.check(artifact, answer);
    return answer.body();
  }

  /** Stores bytes as an output artifact and returns where they are. */
  Stored upload(String output, String contentType, byte[] content)
      throws IOException, InterruptedException {
    if (content.length > MAX_ARTIFACT_BYTES) {
      throw tooLarge(output, content.length);
    }
    String digest = Digests.sha256(content);
    UploadTicket ticket =
        controlPlane.ticket(new UploadRequest(output, digest, content.length, contentType, null));
    put(output, ticket, content);
    return new Stored(ticket.uri(), digest, content.length);
  }

  /** Durable address, digest and size in bytes of what was stored. */
  record Stored(String uri, String digest, long size) {}

  private void put(String output, UploadTicket ticket, byte[] content)
      throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(URI.create(ticket.putUrl())).timeout(Http.TIMEOUT);
    ticket.headers().forEach((name, value) -> addHeader(request, name, value));
    Http.Answer answer =
        http.send(
            request.PUT(BodyPublishers.ofByteArray(content)).build(),
            "the object store",
            MAX_STORE_ANSWER_BYTES);
    if (answer.status() >= 300 && !storedByEarlierTry(answer)) {
      throw TaskException.internal(
          "UPLOAD_REFUSED",
          "The object store answered HTTP " + answer.status() + " for output " + output + ".");
    }
  }

  /** The key is ours alone: if it exists at a second try, the answer to the first was lost. */
  private static boolean storedByEarlierTry(Http.Answer answer) {
    return answer.status() == 412 && answer.tries() > 1;
  }

  private static void addHeader(HttpRequest.Builder request, String name, String value) {
    if (!OWN_HEADERS.contains(name.toLowerCase(Locale.ROOT))) {
      request.header(name, value);
    }
  }

  private static TaskException tooLarge(String name, long size) {
    return TaskException.resource(
        "TOO_LARGE",
        "%s has %,d bytes; at most %,d are handled.".formatted(name, size, MAX_ARTIFACT_BYTES));
  }
}
