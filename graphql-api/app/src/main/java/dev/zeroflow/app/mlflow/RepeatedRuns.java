package dev.zeroflow.app.mlflow;

import dev.zeroflow.app.http.HttpFailure;
import dev.zeroflow.metadata.Digests;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.regex.Pattern;

/** Ids of runs that may be asked for again, because a client did not see the answer. */
final class RepeatedRuns {
  private static final Pattern KEY = Pattern.compile("[!-~]{1,200}");

  private RepeatedRuns() {}

  /**
   * The id of the run that follows from key and request: another request with the same key is
   * another run.
   *
   * @throws HttpFailure with 400 if the key is none
   */
  static UUID id(String project, String key, byte[] body) {
    if (!KEY.matcher(key).matches()) {
      throw HttpFailure.badInput(
          "'Idempotency-Key' must be 1 to 200 printable characters without spaces");
    }
    String request = Digests.sha256(body);
    String name = "run/%s/%s/%s".formatted(project, key, request);
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
  }
}
