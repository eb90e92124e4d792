package dev.zeroflow.app.run;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.zeroflow.app.auth.CallerResolver;
import dev.zeroflow.app.http.HttpFailure;
import dev.zeroflow.app.http.UploadedDocument;
import dev.zeroflow.scheduler.engine.RunClient;
import dev.zeroflow.scheduler.engine.RunControl;
import dev.zeroflow.scheduler.run.RunOptions;
import dev.zeroflow.scheduler.run.StartReason;
import dev.zeroflow.scheduler.spec.JsonText;
import dev.zeroflow.scheduler.spec.JsonValues;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.multipart.FileUpload;
import org.jspecify.annotations.Nullable;

/** Starts runs of a pipeline document that comes with the request. */
@Path("/api/v1/runs")
class RunsResource {
  private final CallerResolver callers;
  private final RunClient runs;

  RunsResource(CallerResolver callers, RunClient runs) {
    this.callers = callers;
    this.runs = runs;
  }

  /** The answer to a submission. */
  record Submitted(
      @JsonProperty("run_id") String runId, String name, String pipeline, String state) {}

  /**
   * Starts a run.
   *
   * @param pipeline KFP v2 pipeline document
   * @param name display name
   * @param parameters JSON object of values
   * @param texts {@code name=value} each, read as what the pipeline declares
   * @param caching false executes every task, whatever earlier runs have put out
   * @param priority from -1000 to 1000, 0 if it is left out; tasks of higher ones start first
   * @param key a repeated request with the same key is the same run
   */
  @POST
  @Consumes(MediaType.MULTIPART_FORM_DATA)
  @RunOnVirtualThread
  public Response submit(
      @RestForm("pipeline") @Nullable FileUpload pipeline,
      @RestForm("name") @Nullable String name,
      @RestForm("parameters") @Nullable String parameters,
      @RestForm("parameter") @Nullable List<String> texts,
      @RestForm("caching") @Nullable Boolean caching,
      @RestForm("priority") @Nullable Integer priority,
      @HeaderParam("Idempotency-Key") @Nullable String key) {
    var request =
        new RunClient.Request(
            callers.person("start runs").project(),
            name,
            UploadedDocument.read(pipeline, "pipeline"),
            values(parameters),
            texts(texts),
            StartReason.MANUAL,
            new RunOptions(caching == null || caching, ""),
            priority(priority),
            key(key));
    RunClient.Submitted run = runs.submit(request);
    return Response.status(201)
        .entity(new Submitted(run.id().toString(), run.name(), run.pipeline(), "PENDING"))
        .build();
  }

  private static @Nullable String key(@Nullable String header) {
    if (header == null) {
      return null;
    }
    if (!header.matches("[!-~]{1,200}")) {
      throw HttpFailure.badInput(
          "'Idempotency-Key' must be 1 to 200 printable characters without spaces");
    }
    return "client/" + header;
  }

  private static int priority(@Nullable Integer wanted) {
    int priority = wanted == null ? 0 : wanted;
    if (Math.abs((long) priority) > RunControl.MAX_PRIORITY) {
      throw HttpFailure.badInput(
          "'priority' must be from -%1$d to %1$d".formatted(RunControl.MAX_PRIORITY));
    }
    return priority;
  }

  private static Map<String, @Nullable Object> values(@Nullable String parameters) {
    if (parameters == null || parameters.isBlank()) {
      return Map.of();
    }
    try {
      if (JsonText.read(parameters) instanceof Map<?, ?> values) {
        return JsonValues.normalizeMap(values);
      }
    } catch (IllegalArgumentException e) {
      throw HttpFailure.badInput("'parameters' is not a JSON object: " + e.getMessage());
    }
    throw HttpFailure.badInput("'parameters' is not a JSON object");
  }

  private static Map<String, String> texts(@Nullable List<String> pairs) {
    var texts = new LinkedHashMap<String, String>();
    for (String pair : pairs == null ? List.<String>of() : pairs) {
      int equals = pair.indexOf('=');
      if (equals < 1) {
        throw HttpFailure.badInput("'parameter' must be name=value, not: " + pair);
      }
      texts.put(pair.substring(0, equals), pair.substring(equals + 1));
    }
    return texts;
  }
}
