package dev.zeroflow.app.mlflow;

import dev.zeroflow.app.auth.CallerResolver;
import dev.zeroflow.app.http.HttpFailure;
import dev.zeroflow.metadata.trace.Assessment;
import dev.zeroflow.metadata.trace.AssessmentChange;
import dev.zeroflow.metadata.trace.Assessments;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is said of traces. */
@Path("/api/3.0/mlflow/traces/{trace}/assessments")
@RunOnVirtualThread
class AssessmentsResource {
  private final CallerResolver callers;
  private final Assessments assessments;
  private final NewAssessments read;
  private final MlflowExperiments clock;
  private final MlflowJson json;

  AssessmentsResource(
      CallerResolver callers,
      Assessments assessments,
      NewAssessments read,
      MlflowExperiments clock,
      MlflowJson json) {
    this.callers = callers;
    this.assessments = assessments;
    this.read = read;
    this.clock = clock;
    this.json = json;
  }

  @POST
  public Response create(@PathParam("trace") String trace, byte[] body) {
    String project = callers.caller().project();
    AssessmentBody sent = sent(json.read(body, AssessmentBody.Wrapped.class));
    Assessment made = read.read(MlflowIds.trace(trace), sent);
    assessments.create(project, made);
    return shown(made);
  }

  private static AssessmentBody sent(AssessmentBody.Wrapped wrapped) {
    if (wrapped.assessment() == null) {
      throw MlflowIds.missing("assessment");
    }
    return wrapped.assessment();
  }

  private Response shown(Assessment assessment) {
    return json.ok("assessment", AssessmentBody.of(assessment));
  }

  @GET
  @Path("{assessment}")
  public Response get(
      @PathParam("trace") String trace, @PathParam("assessment") String assessment) {
    String project = callers.caller().project();
    return assessments
        .find(project, MlflowIds.trace(trace), MlflowIds.assessment(assessment))
        .map(this::shown)
        .orElseThrow(
            () ->
                HttpFailure.notFound(
                    "Assessment with ID '%s' not found for trace '%s'"
                        .formatted(assessment, trace)));
  }

  /** Changes what the mask names, in either spelling of its paths. */
  @PATCH
  @Path("{assessment}")
  public Response change(
      @PathParam("trace") String trace, @PathParam("assessment") String assessment, byte[] body) {
    String project = callers.caller().project();
    AssessmentBody.Wrapped wrapped = json.read(body, AssessmentBody.Wrapped.class);
    AssessmentChange change = change(sent(wrapped), mask(wrapped.updateMask()));
    UUID id = MlflowIds.assessment(assessment);
    Instant now = Instant.ofEpochMilli(clock.now().toEpochMilli());
    return shown(assessments.change(project, MlflowIds.trace(trace), id, change, now));
  }

  private static Set<String> mask(@Nullable String paths) {
    if (paths == null || paths.isEmpty()) {
      throw MlflowIds.missing("update_mask");
    }
    return Set.copyOf(List.of(paths.replace("assessment_name", "assessmentName").split(",", -1)));
  }

  private static AssessmentChange change(AssessmentBody sent, Set<String> mask) {
    boolean valued = mask.contains("feedback") || mask.contains("expectation");
    return new AssessmentChange(
        mask.contains("assessmentName") ? sent.assessmentName() : null,
        valued ? AssessmentValues.read(sent) : null,
        mask.contains("rationale") ? sent.rationale() : null,
        mask.contains("metadata") ? NewAssessments.metadata(sent.metadata()) : List.of());
  }

  @DELETE
  @Path("{assessment}")
  public Response delete(
      @PathParam("trace") String trace, @PathParam("assessment") String assessment) {
    String project = callers.caller().project();
    assessments.delete(project, MlflowIds.trace(trace), MlflowIds.assessment(assessment));
    return json.done();
  }
}
