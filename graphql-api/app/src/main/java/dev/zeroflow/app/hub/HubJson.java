package dev.zeroflow.app.hub;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.zeroflow.app.http.HttpFailure;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The JSON of this API. Most fields are kept as they are sent, so bodies are maps. */
@ApplicationScoped
class HubJson {
  /** Largest body, in bytes: all of it may be kept in one row. */
  private static final int MAX_BODY = 256 << 10;

  private static final TypeReference<Map<String, @Nullable Object>> FIELDS =
      new TypeReference<>() {};

  private final ObjectMapper json;

  HubJson(ObjectMapper shared) {
    this.json = shared.copy().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
  }

  /**
   * Reads a request.
   *
   * @throws HttpFailure with 400 if it is no JSON object, or too large to be kept
   */
  HubBody read(byte[] body) {
    if (body.length > MAX_BODY) {
      throw HttpFailure.badInput("the body is larger than %d bytes".formatted(MAX_BODY));
    }
    try {
      Map<String, @Nullable Object> fields = json.readValue(body, FIELDS);
      if (fields == null) {
        throw HttpFailure.badInput("the body is null");
      }
      if (json.writeValueAsString(fields).contains("\\u0000")) {
        throw HttpFailure.badInput("texts must not contain U+0000");
      }
      return new HubBody(fields);
    } catch (JsonProcessingException e) {
      throw HttpFailure.badInput("the body is not the JSON object that is expected");
    } catch (IOException e) {
      throw HttpFailure.badInput("the body cannot be read");
    }
  }

  Response ok(Object value) {
    return answer(200, value);
  }

  Response created(Object value) {
    return answer(201, value);
  }

  private Response answer(int status, Object value) {
    try {
      return Response.status(status)
          .type(MediaType.APPLICATION_JSON_TYPE)
          .entity(json.writeValueAsString(value))
          .build();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("cannot be written: " + value.getClass(), e);
    }
  }
}
