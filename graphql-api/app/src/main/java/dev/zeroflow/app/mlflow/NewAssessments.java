package dev.zeroflow.app.mlflow;

import dev.zeroflow.app.http.HttpFailure;
import dev.zeroflow.metadata.trace.Assessment;
import dev.zeroflow.metadata.trace.AssessmentChange;
import dev.zeroflow.metadata.tracking.Entry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads what a client says of a trace. */
@ApplicationScoped
class NewAssessments {
  private final Supplier<UUID> ids;
  private final MlflowExperiments clock;

  NewAssessments(Supplier<UUID> ids, MlflowExperiments clock) {
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * The assessment to be made.
   *
   * @throws HttpFailure with 400 if a field is wrong
   */
  Assessment read(UUID trace, AssessmentBody sent) {
    AssessmentChange.Value value = AssessmentValues.read(sent);
    if (value == null) {
      throw HttpFailure.badInput("an assessment needs feedback or an expectation");
    }
    String id = sent.assessmentId();
    String overrides = sent.overrides();
    return new Assessment(
        id == null || id.isEmpty() ? ids.get() : MlflowIds.assessment(id),
        trace,
        value.kind(),
        named(sent.assessmentName()),
        value.json(),
        value.number(),
        value.error(),
        source(sent.source()),
        orNull(sent.spanId()),
        orNull(sent.rationale()),
        metadata(sent.metadata()),
        overrides == null || overrides.isEmpty() ? null : MlflowIds.assessment(overrides),
        sent.valid() == null || sent.valid(),
        time("create_time", sent.createTime()),
        time("last_update_time", sent.lastUpdateTime()));
  }

  private static String named(@Nullable String name) {
    if (name == null || name.isEmpty()) {
      throw MlflowIds.missing("assessment_name");
    }
    return name;
  }

  private static Assessment.Source source(AssessmentBody.@Nullable Source sent) {
    String type = sent == null ? null : sent.sourceType();
    String id = sent == null ? null : sent.sourceId();
    return new Assessment.Source(
        type == null ? "SOURCE_TYPE_UNSPECIFIED" : type, id == null ? "default" : id);
  }

  private static @Nullable String orNull(@Nullable String text) {
    return text == null || text.isEmpty() ? null : text;
  }

  static List<Entry> metadata(@Nullable Map<String, @Nullable String> sent) {
    List<Entry> entries = new ArrayList<>();
    if (sent != null) {
      sent.forEach((key, value) -> entries.add(NewTraces.cut(key, value)));
    }
    return entries;
  }

  private Instant time(String field, @Nullable String sent) {
    return sent == null
        ? Instant.ofEpochMilli(clock.now().toEpochMilli())
        : Instant.ofEpochMilli(ProtoTimes.readTime(field, sent));
  }
}
