package dev.zeroflow.app.kfp;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import dev.zeroflow.app.http.HttpFailure;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.util.Map;

/**
 * The JSON of this API: keys in snake case, what is not set is left out, and a request may hold
 * nothing that is not known. Numbers of documents keep their digits.
 */
@ApplicationScoped
class KfpJson {
  private static final byte[] EMPTY = {'{', '}'};

  private final ObjectMapper json;

  KfpJson(ObjectMapper shared) {
    this.json =
        shared
            .copy()
            .setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .setDefaultPropertyInclusion(
                JsonInclude.Value.construct(
                    JsonInclude.Include.NON_EMPTY, JsonInclude.Include.ALWAYS))
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
    json.setConfig(
        json.getDeserializationConfig().without(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES));
  }

  /**
   * Reads a request.
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
    } catch (UnrecognizedPropertyException e) {
      throw HttpFailure.badInput("there is no field \"" + e.getPropertyName() + "\"");
    } catch (JsonProcessingException e) {
      throw HttpFailure.badInput("the body is not the JSON that is expected: " + reason(e));
    } catch (IOException e) {
      throw HttpFailure.badInput("the body cannot be read");
    }
  }

  private static String reason(JsonProcessingException e) {
    return e.getOriginalMessage().lines().findFirst().orElse("");
  }

  /** The value of a text that the server wrote. */
  Object value(String text) {
    try {
      return json.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("not JSON: " + text, e);
    }
  }

  /** JSON text of a value. */
  String text(Object value) {
    try {
      return json.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("cannot be written: " + value.getClass(), e);
    }
  }

  /** The answer that says it was done. */
  Response ok(Object value) {
    return Response.ok(text(value), MediaType.APPLICATION_JSON_TYPE).build();
  }

  /** The answer without anything in it. */
  Response done() {
    return ok(Map.of());
  }
}
