package dev.zeroflow.app.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.zeroflow.app.http.HttpFailure;
import dev.zeroflow.metadata.trigger.ObjectCreated;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ObjectMessagesTest {
  private static final Instant NOW = Instant.parse("2026-05-02T00:00:00Z");

  private static final String RECORD =
      """
      {"eventSource": "aws:s3", "eventName": "ObjectCreated:Put",
       "eventTime": "2026-05-01T12:00:00.000Z",
       "s3": {"bucket": {"name": "datasets"}, "object": {"key": "in/a+b%2Bc.csv", "size": 12,
         "eTag": "0123", "sequencer": "0055AED6", "versionId": "v1"}}}
      """;

  private static final String BRIDGE =
      """
      {"version": "0", "source": "aws.s3", "detail-type": "Object Created",
       "time": "2026-05-01T12:00:01Z", "detail": {"bucket": {"name": "datasets"},
         "object": {"key": "in/a b+c.csv", "size": 12, "etag": "0123", "sequencer": "0055AED6",
           "version-id": "v1"}}}
      """;

  private final CloudEventReader reader = new CloudEventReader(new ObjectMapper());

  private List<ObjectCreated> read(Map<String, String> headers, String body) {
    var message = new EventMessage(headers, body.getBytes(UTF_8));
    return CloudEventReader.isCloudEvent(message)
        ? reader.read(message).stream()
            .flatMap(event -> ObjectMessages.of(event, NOW).stream())
            .toList()
        : ObjectMessages.of(reader.parse(message.body()), NOW);
  }

  private List<ObjectCreated> read(String body) {
    return read(Map.of("Content-Type", "application/json"), body);
  }

  private static String records(String record) {
    return "{\"Records\": [" + record + "]}";
  }

  private static String structured(String type, String data) {
    return """
        {"specversion": "1.0", "id": "e-1", "source": "somebody", "type": "%s", "data": %s}
        """
        .formatted(type, data);
  }

  private List<ObjectCreated> readStructured(String event) {
    return read(Map.of("Content-Type", "application/cloudevents+json; charset=utf-8"), event);
  }

  @Test
  void oneUploadIsTheSameEventWhicheverWayItIsTold() {
    ObjectCreated told = read(records(RECORD)).getFirst();
    assertThat(told.key()).isEqualTo("in/a b+c.csv");
    assertThat(told.time()).isEqualTo("2026-05-01T12:00:00Z");

    var binary =
        Map.of(
            "Ce-Id",
            "1",
            "ce-source",
            "s",
            "CE-TYPE",
            "t",
            "ce-specversion",
            "1.0",
            "content-type",
            "application/json");
    String base64 =
        """
        {"specversion": "1.0", "id": "1", "source": "s", "type": "t", "data_base64": "%s"}
        """
            .formatted(Base64.getEncoder().encodeToString(BRIDGE.getBytes(UTF_8)));
    for (List<ObjectCreated> others :
        List.of(
            read(BRIDGE),
            read(binary, records(RECORD)),
            read(binary, BRIDGE),
            readStructured(structured("com.amazonaws.s3.ObjectCreated:Put", RECORD)),
            readStructured(base64),
            read(
                Map.of("content-type", "application/cloudevents-batch+json"),
                "[" + structured("aws.s3", records(RECORD)) + "]"))) {
      ObjectCreated other = others.getFirst();
      assertThat(other.source()).isEqualTo(told.source());
      assertThat(other.id()).isEqualTo(told.id());
      assertThat(other).isEqualTo(with(told, other.time()));
    }
  }

  private static ObjectCreated with(ObjectCreated it, Instant time) {
    return new ObjectCreated(
        it.source(), it.id(), it.bucket(), it.key(), it.size(), it.etag(), it.sequencer(), time);
  }

  @Test
  void anotherUploadIsAnotherEvent() {
    String first = read(records(RECORD)).getFirst().id();
    for (String change : List.of("0056AED6", "")) {
      String other = records(RECORD.replace("0055AED6", change));
      assertThat(read(other).getFirst().id()).isNotEqualTo(first);
    }
    assertThat(read(records(RECORD.replace("\"v1\"", "\"v2\""))).getFirst().id())
        .isNotEqualTo(first);
  }

  @Test
  void ourOwnEventIsTakenAsItStands() {
    var headers =
        Map.of(
            "ce-specversion", "1.0",
            "ce-id", "abc",
            "ce-source", "a store",
            "ce-type", ObjectMessages.CREATED,
            "ce-subject", "in/%C3%BC%20+.csv",
            "ce-bucket", "datasets",
            "ce-etag", "\"0123\"",
            "ce-sequencer", "7",
            "ce-time", "2026-05-01T00:00:00Z");
    assertThat(read(headers, ""))
        .containsExactly(
            new ObjectCreated(
                "a store",
                "abc",
                "datasets",
                "in/ü +.csv",
                0,
                "0123",
                "7",
                Instant.parse("2026-05-01T00:00:00Z")));
  }

  @Test
  void whatTellsOfSomethingElseTellsOfNoObject() {
    assertThat(read(records(RECORD.replace("Created:Put", "Removed:Delete")))).isEmpty();
    assertThat(read(BRIDGE.replace("Object Created", "Object Deleted"))).isEmpty();
    assertThat(readStructured(structured("dev.knative.sources.ping", "{}"))).isEmpty();
    assertThat(readStructured(structured("a.message", "\"text\""))).isEmpty();
  }

  @Test
  void aTimeThatCannotBeIsNow() {
    for (String time : List.of("tomorrow", "+999999999-01-01T00:00:00Z", "2099-01-01T00:00:00Z")) {
      var told = read(records(RECORD.replace("2026-05-01T12:00:00.000Z", time)));
      assertThat(told.getFirst().time()).isEqualTo(NOW);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "{}",
        "{\"Records\": [{\"eventName\": \"ObjectCreated:Put\"}]}",
        "{\"source\": \"aws.s3\", \"detail-type\": \"Object Created\"}"
      })
  void whatIsNoNotificationIsRefusedForGood(String body) {
    assertThatThrownBy(() -> read(body))
        .isInstanceOfSatisfying(HttpFailure.class, e -> assertThat(e.status()).isEqualTo(400));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "{\"specversion\": \"0.3\", \"id\": \"1\", \"source\": \"s\", \"type\": \"t\"}",
        "{\"specversion\": \"1.0\", \"id\": \" \", \"source\": \"s\", \"type\": \"t\"}",
        "{\"specversion\": \"1.0\", \"id\": \"1\", \"source\": \"s\"}",
        "{\"specversion\": \"1.0\", \"id\": \"1\", \"source\": \"s\", \"type\": \"t\", \"data_base64\": \"?\"}",
        "{\"specversion\": \"1.0\", \"id\": \"1\", \"source\": \"s\", \"type\": \"dev.zeroflow.object.created\"}"
      })
  void whatIsNoCloudEventIsRefusedForGood(String body) {
    assertThatThrownBy(() -> readStructured(body))
        .isInstanceOfSatisfying(HttpFailure.class, e -> assertThat(e.status()).isEqualTo(400));
  }

  @Test
  void textsThatTheDatabaseCannotKeepAreRefused() {
    for (String key : List.of("a\\u0000b", "k".repeat(3_000))) {
      String message = records(RECORD.replace("in/a+b%2Bc.csv", key));
      assertThatThrownBy(() -> read(message)).isInstanceOf(HttpFailure.class);
    }
  }
}
