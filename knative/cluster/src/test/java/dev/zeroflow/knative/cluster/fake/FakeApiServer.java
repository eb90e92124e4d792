package dev.zeroflow.knative.cluster.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.client.server.mock.KubernetesCrudDispatcher;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.fabric8.mockwebserver.dsl.HttpMethod;
import io.fabric8.mockwebserver.http.Buffer;
import io.fabric8.mockwebserver.http.Headers;
import io.fabric8.mockwebserver.http.MockResponse;
import io.fabric8.mockwebserver.http.RecordedRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Objects in memory, with what fabric8's own server lacks: server-side apply for one manager, and
 * answers of an API server in trouble.
 */
final class FakeApiServer extends KubernetesCrudDispatcher {
  private static final String APPLY = "application/apply-patch+yaml";

  private final Queue<MockResponse> troubles = new ConcurrentLinkedQueue<>();
  private final List<String> applied = new CopyOnWriteArrayList<>();

  /** The next write by apply gets this answer instead. */
  void troubleApply(int code, String reason, String message) {
    Status status =
        new StatusBuilder()
            .withStatus("Failure")
            .withCode(code)
            .withReason(reason)
            .withMessage(message)
            .build();
    troubles.add(new MockResponse().setResponseCode(code).setBody(Serialization.asJson(status)));
  }

  /** Paths with queries of every apply that was tried. */
  List<String> applied() {
    return applied;
  }

  @Override
  public MockResponse dispatch(RecordedRequest request) {
    boolean apply =
        request.method() == HttpMethod.PATCH
            && String.valueOf(request.getHeader("Content-Type")).startsWith(APPLY);
    if (!apply) {
      return super.dispatch(request);
    }
    applied.add(request.getPath());
    MockResponse trouble = troubles.poll();
    return trouble == null ? apply(request) : trouble;
  }

  private MockResponse apply(RecordedRequest request) {
    String path = request.getPath().replaceAll("\\?.*", "");
    String manifest = request.getBody().readUtf8();
    JsonNode wanted = Serialization.unmarshal(manifest, JsonNode.class);
    MockResponse there = handleGet(path);
    if (there.code() == 404) {
      return write(HttpMethod.POST, path.replaceAll("/[^/]+$", ""), wanted);
    }
    JsonNode now = Serialization.unmarshal(there.getBody().readUtf8(), JsonNode.class);
    JsonNode merged = merged(now.deepCopy(), wanted);
    return merged.equals(now)
        ? new MockResponse().setResponseCode(200).setBody(Serialization.asJson(now))
        : write(HttpMethod.PUT, path, merged);
  }

  private MockResponse write(HttpMethod method, String path, JsonNode object) {
    byte[] body = Serialization.asJson(object).getBytes(StandardCharsets.UTF_8);
    Headers headers = Headers.builder().add("Content-Type", "application/json").build();
    return super.dispatch(new RecordedRequest("HTTP/1.1", method, path, headers, new Buffer(body)));
  }

  /** Objects are merged field by field, and lists are replaced, as for Knative's types. */
  private static JsonNode merged(JsonNode now, JsonNode wanted) {
    if (!(now instanceof ObjectNode fields) || !wanted.isObject()) {
      return wanted;
    }
    for (var field : wanted.properties()) {
      JsonNode before = fields.get(field.getKey());
      fields.set(
          field.getKey(), before == null ? field.getValue() : merged(before, field.getValue()));
    }
    return fields;
  }
}
