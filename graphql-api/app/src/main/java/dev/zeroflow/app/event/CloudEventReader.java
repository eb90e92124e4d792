package dev.zeroflow.app.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.zeroflow.app.http.HttpFailure;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Reads CloudEvents from HTTP: binary, structured and in batches. */
final class CloudEventReader {
  /** Begin of the headers that are attributes. */
  static final String HEADER = "ce-";

  private static final String STRUCTURED = "application/cloudevents+json";
  private static final String BATCH = "application/cloudevents-batch+json";
  private static final int MAX_BATCH = 1_000;

  private final ObjectMapper json;

  CloudEventReader(ObjectMapper json) {
    this.json = json;
  }

  /** Whether attributes are headers, which a signature of the body says nothing about. */
  static boolean isBinary(EventMessage message) {
    return message.headers().containsKey(HEADER + "id");
  }

  /** Whether it is one CloudEvent or several, in any mode. */
  static boolean isCloudEvent(EventMessage message) {
    String type = message.contentType();
    return isBinary(message) || type.equals(STRUCTURED) || type.equals(BATCH);
  }

  /**
   * The events of a message.
   *
   * @throws HttpFailure with 400 if it is not what it claims to be
   */
  List<CloudEvent> read(EventMessage message) {
    if (isBinary(message)) {
      return List.of(binary(message));
    }
    JsonNode body = parse(message.body());
    return message.contentType().equals(BATCH) ? batch(body) : List.of(structured(body));
  }

  /**
   * The body as JSON.
   *
   * @throws HttpFailure with 400 if it is none, or empty
   */
  JsonNode parse(byte[] body) {
    try {
      JsonNode parsed = json.readTree(body);
      if (parsed == null || parsed.isMissingNode()) {
        throw HttpFailure.badInput("the body is empty");
      }
      return parsed;
    } catch (IOException e) {
      throw HttpFailure.badInput("the body is not JSON");
    }
  }

  private CloudEvent binary(EventMessage message) {
    var attributes = new HashMap<String, String>();
    message
        .headers()
        .forEach(
            (name, value) -> {
              if (name.startsWith(HEADER)) {
                attributes.put(name.substring(HEADER.length()), percentDecoded(value));
              }
            });
    boolean isJson = message.body().length > 0 && message.contentType().endsWith("json");
    JsonNode data = isJson ? parse(message.body()) : MissingNode.getInstance();
    return new CloudEvent(attributes, data);
  }

  private List<CloudEvent> batch(JsonNode body) {
    if (!body.isArray() || body.size() > MAX_BATCH) {
      throw HttpFailure.badInput("expected a list of up to " + MAX_BATCH + " CloudEvents");
    }
    var events = new ArrayList<CloudEvent>();
    body.forEach(event -> events.add(structured(event)));
    return events;
  }

  private CloudEvent structured(JsonNode event) {
    if (!event.isObject()) {
      throw HttpFailure.badInput("a CloudEvent is a JSON object");
    }
    Map<String, String> attributes = new HashMap<>();
    event
        .properties()
        .forEach(
            entry -> {
              if (entry.getValue().isValueNode() && !entry.getValue().isNull()) {
                attributes.put(entry.getKey().toLowerCase(Locale.ROOT), entry.getValue().asText());
              }
            });
    attributes.remove("data");
    String encoded = attributes.remove("data_base64");
    return new CloudEvent(attributes, encoded == null ? event.path("data") : decoded(encoded));
  }

  private JsonNode decoded(String encoded) {
    try {
      return parse(Base64.getDecoder().decode(encoded));
    } catch (IllegalArgumentException e) {
      throw HttpFailure.badInput("data_base64 is not Base64");
    }
  }

  /** Header values are percent-encoded UTF-8; a plus is a plus there. */
  private static String percentDecoded(String value) {
    if (value.indexOf('%') < 0) {
      return value;
    }
    try {
      return URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw HttpFailure.badInput("a header of the CloudEvent is not percent-encoded");
    }
  }
}
