package dev.zeroflow.app.mlflow;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.NullNode;
import dev.zeroflow.app.http.HttpFailure;
import dev.zeroflow.metadata.trace.Assessment;
import dev.zeroflow.metadata.trace.AssessmentChange;
import org.jspecify.annotations.Nullable;

/** Values of assessments between their bodies and what is stored: JSON texts. */
final class AssessmentValues {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String FORMAT = "JSON_FORMAT";

  private AssessmentValues() {}

  static AssessmentBody.Feedback feedback(Assessment it) {
    String error = it.error();
    return new AssessmentBody.Feedback(
        node("value", it.value()), error == null ? null : node("error", error));
  }

  /** Lists and maps as a text, as clients send them. */
  static AssessmentBody.Expectation expectation(Assessment it) {
    JsonNode value = node("value", it.value());
    return value.isContainerNode()
        ? new AssessmentBody.Expectation(null, new AssessmentBody.Serialized(FORMAT, it.value()))
        : new AssessmentBody.Expectation(value, null);
  }

  /**
   * The value in a body; null if it has none.
   *
   * @throws HttpFailure with 400 if it has feedback and an expectation
   */
  static AssessmentChange.@Nullable Value read(AssessmentBody body) {
    AssessmentBody.Feedback feedback = body.feedback();
    AssessmentBody.Expectation expectation = body.expectation();
    if (feedback != null && expectation != null) {
      throw HttpFailure.badInput("send feedback or an expectation, not both");
    }
    if (feedback != null) {
      JsonNode error = feedback.error();
      boolean failed = error != null && error.isObject() && !error.isEmpty();
      return value(
          Assessment.Kind.FEEDBACK, feedback.value(), failed ? String.valueOf(error) : null);
    }
    return expectation == null ? null : expected(expectation);
  }

  /** A text of JSON stays as it was written. */
  private static AssessmentChange.Value expected(AssessmentBody.Expectation it) {
    AssessmentBody.Serialized serialized = it.serializedValue();
    if (serialized == null || serialized.value() == null) {
      return value(Assessment.Kind.EXPECTATION, it.value(), null);
    }
    node("serialized_value", serialized.value());
    return new AssessmentChange.Value(
        Assessment.Kind.EXPECTATION, storable(serialized.value()), null, null);
  }

  private static AssessmentChange.Value value(
      Assessment.Kind kind, @Nullable JsonNode sent, @Nullable String error) {
    JsonNode value = sent == null ? NullNode.instance : sent;
    boolean comparable = value.isNumber() && Double.isFinite(value.doubleValue());
    return new AssessmentChange.Value(
        kind, storable(value.toString()), comparable ? value.doubleValue() : null, error);
  }

  /** Without U+0000, which the database cannot show. */
  private static String storable(String json) {
    return json.replace("\\u0000", "\\uFFFD");
  }

  private static JsonNode node(String field, String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw HttpFailure.badInput(field + " must be JSON");
    }
  }
}
