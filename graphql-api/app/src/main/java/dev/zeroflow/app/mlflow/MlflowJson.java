package dev.zeroflow.app.mlflow;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.type.LogicalType;
import dev.zeroflow.app.http.HttpFailure;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The JSON of this API: keys in snake case, lists without items and what is not set are left out,
 * and unknown fields of requests are ignored, as clients of later releases send some.
 */
@ApplicationScoped
class MlflowJson {
  private static final byte[] EMPTY = {'{', '}'};

  private final ObjectMapper json;

  MlflowJson(ObjectMapper shared) {
    this.json =
        shared
            .copy()
            .setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .setDefaultPropertyInclusion(JsonInclude.Include.NON_NULL)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.ACCEPT_SINGLE_VALUE_AS_ARRAY);
    // A number where a text belongs is a mistake of the client; a text may well hold a number.
    for (var other :
        List.of(CoercionInputShape.Integer, CoercionInputShape.Float, CoercionInputShape.Boolean)) {
      json.coercionConfigFor(LogicalType.Textual).setCoercion(other, CoercionAction.Fail);
    }
    JsonInclude.Value filled =
        JsonInclude.Value.construct(JsonInclude.Include.NON_EMPTY, JsonInclude.Include.ALWAYS);
    json.configOverride(Collection.class).setInclude(filled);
    json.configOverride(List.class).setInclude(filled);
  }

  /**
   * Reads a request from its body.
   *
   * @throws HttpFailure with 400 that names the field that is wrong
   */
  <T> T read(byte[] body, Class<T> type) {
    try {
      T value = json.readValue(body.length == 0 ? EMPTY : body, type);
      if (value == null) {
        throw HttpFailure.badInput("the body is null");
      }
      return value;
    } catch (JsonProcessingException e) {
      throw HttpFailure.badInput("Invalid value in the body: " + reason(e));
    } catch (IOException e) {
      throw HttpFailure.badInput("the body cannot be read");
    }
  }

  /** Reads a request from a query string: names that come several times are lists. */
  <T> T read(MultivaluedMap<String, String> query, Class<T> type) {
    var fields = json.createObjectNode();
    query.forEach(
        (name, values) -> {
          if (values.size() == 1) {
            fields.put(name, values.getFirst());
          } else {
            values.forEach(fields.withArray(name)::add);
          }
        });
    try {
      return json.treeToValue(fields, type);
    } catch (JsonProcessingException e) {
      throw HttpFailure.badInput("Invalid value in the query: " + reason(e));
    }
  }

  private static String reason(JsonProcessingException e) {
    if (!(e instanceof JsonMappingException mapping)) {
      return "it is not JSON: " + e.getOriginalMessage().lines().findFirst().orElse("");
    }
    String path =
        mapping.getPath().stream()
            .map(
                it ->
                    it.getFieldName() == null ? "[%d]".formatted(it.getIndex()) : it.getFieldName())
            .collect(Collectors.joining("."));
    return path.isEmpty()
        ? "it is not one JSON object"
        : "'%s' has another type than this address takes".formatted(path);
  }

  /** JSON text of a value. */
  String text(Object value) {
    try {
      return json.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("cannot be written: " + value.getClass(), e);
    }
  }

  /** The answer that holds the value. */
  Response ok(Object value) {
    return Response.ok(bytes(value), MediaType.APPLICATION_JSON_TYPE).build();
  }

  /** Histories are long: they are not made a text first. */
  private byte[] bytes(Object value) {
    try {
      return json.writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("cannot be written: " + value.getClass(), e);
    }
  }

  /** The answer that holds the value under a name. */
  Response ok(String name, Object value) {
    return ok(Map.of(name, value));
  }

  /** The answer without anything in it. */
  Response done() {
    return ok(Map.of());
  }
}
