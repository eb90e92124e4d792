package dev.zeroflow.app.openlineage;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.zeroflow.app.auth.CallerResolver;
import dev.zeroflow.app.http.HttpFailure;
import dev.zeroflow.metadata.outside.OutsideEvent;
import dev.zeroflow.metadata.outside.OutsideLineage;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** Where clients of OpenLineage post to: one event, or a list of them. */
@Path("/api/v1/lineage")
class LineageResource {
  /** Most bytes of a request, unpacked. */
  static final int MAX_BYTES = 4 << 20;

  /** Most events of a request. */
  static final int MAX_EVENTS = 1_000;

  private final CallerResolver callers;
  private final IngestKey key;
  private final OutsideLineage lineage;
  private final ObjectReader json;

  LineageResource(
      CallerResolver callers, IngestKey key, OutsideLineage lineage, ObjectMapper shared) {
    this.callers = callers;
    this.key = key;
    this.lineage = lineage;
    // Numbers of facets are kept as they are, also those that no double can hold.
    this.json =
        shared
            .reader()
            .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .with(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
  }

  /**
   * What became of a request.
   *
   * @param facetsLeftOut those that were too large to be kept
   */
  record Recorded(List<String> facetsLeftOut) {}

  /** Checks all events first, so that a list with a wrong one changes nothing. */
  @POST
  @RunOnVirtualThread
  public Response record(
      @HeaderParam("Authorization") @Nullable String authorization,
      @HeaderParam("Content-Encoding") @Nullable String encoding,
      byte[] body) {
    String project = key.project(authorization, callers);
    JsonField sent = new JsonField(read(unpacked(body, encoding)), "");
    var reader = new EventReader();
    List<OutsideEvent> events =
        sent.value().isArray()
            ? sent.items(MAX_EVENTS).stream().map(reader::read).toList()
            : List.of(reader.read(sent));
    events.forEach(event -> lineage.record(project, event));
    return Response.status(201)
        .type(MediaType.APPLICATION_JSON_TYPE)
        .entity(new Recorded(reader.leftOut()))
        .build();
  }

  private static byte[] unpacked(byte[] body, @Nullable String encoding) {
    boolean packed = encoding != null && encoding.strip().equalsIgnoreCase("gzip");
    try (InputStream in =
        packed
            ? new GZIPInputStream(new ByteArrayInputStream(body))
            : new ByteArrayInputStream(body)) {
      byte[] bytes = in.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        throw HttpFailure.badInput("the request has more than " + MAX_BYTES + " bytes");
      }
      return bytes;
    } catch (IOException e) {
      throw HttpFailure.badInput("the body is not the gzip that it claims to be");
    }
  }

  private JsonNode read(byte[] body) {
    try {
      return json.readTree(body);
    } catch (JsonProcessingException e) {
      throw HttpFailure.badInput("the body is not JSON: " + reason(e));
    } catch (IOException e) {
      throw HttpFailure.badInput("the body cannot be read");
    }
  }

  private static String reason(JsonProcessingException e) {
    return e.getOriginalMessage().lines().findFirst().orElse("");
  }
}
