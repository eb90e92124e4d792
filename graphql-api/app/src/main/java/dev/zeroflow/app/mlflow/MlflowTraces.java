package dev.zeroflow.app.mlflow;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.zeroflow.app.http.HttpFailure;
import dev.zeroflow.app.otlp.SpanJson;
import dev.zeroflow.metadata.trace.Trace;
import dev.zeroflow.metadata.trace.TraceData;
import dev.zeroflow.metadata.trace.TraceSpan;
import dev.zeroflow.metadata.trace.Traces;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Traces as they are shown, with a constant number of statements however many they are. */
@ApplicationScoped
class MlflowTraces {
  /** Tells how many spans a trace has; clients send it when they are done. */
  private static final String SIZES = "mlflow.trace.sizeStats";

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Traces traces;

  MlflowTraces(Traces traces) {
    this.traces = traces;
  }

  /**
   * A trace with its spans.
   *
   * @param complete whether all spans are there that the client has told of
   */
  record Whole(TraceBody traceInfo, List<JsonNode> spans, boolean complete) {}

  /** The trace without its spans, or 404. */
  TraceBody info(String project, UUID id) {
    return infos(project, List.of(id)).stream()
        .findFirst()
        .orElseThrow(
            () ->
                HttpFailure.notFound(
                    "Trace with ID '%s' not found".formatted(MlflowIds.trace(id))));
  }

  /** Those that the project has, in the order asked for. */
  List<TraceBody> infos(String project, List<UUID> ids) {
    return shown(project, inOrder(ids, traces.all(project, ids)));
  }

  /** The traces in the order given, all of the project. */
  List<TraceBody> shown(String project, List<Trace> found) {
    Map<UUID, TraceData> data = traces.data(project, found.stream().map(Trace::id).toList());
    return found.stream()
        .map(it -> TraceBody.of(it, data.getOrDefault(it.id(), TraceData.EMPTY)))
        .toList();
  }

  /** Likewise, with their spans. */
  List<Whole> whole(String project, List<UUID> ids) {
    List<Trace> found = inOrder(ids, traces.all(project, ids));
    List<UUID> there = found.stream().map(Trace::id).toList();
    Map<UUID, TraceData> data = traces.data(project, there);
    Map<UUID, List<TraceSpan>> spans = traces.spans(project, there);
    return found.stream()
        .map(
            it ->
                whole(
                    it,
                    data.getOrDefault(it.id(), TraceData.EMPTY),
                    spans.getOrDefault(it.id(), List.of())))
        .toList();
  }

  private static List<Trace> inOrder(List<UUID> ids, List<Trace> found) {
    return found.stream()
        .sorted(Comparator.comparingInt((Trace it) -> ids.indexOf(it.id())))
        .toList();
  }

  private static Whole whole(Trace trace, TraceData data, List<TraceSpan> spans) {
    return new Whole(
        TraceBody.of(trace, data),
        spans.stream().map(span -> SpanJson.of(trace.id(), span)).toList(),
        !spans.isEmpty() && spans.size() >= told(data));
  }

  private static int told(TraceData data) {
    return data.metadata().stream()
        .filter(it -> it.key().equals(SIZES))
        .map(it -> spansOf(it.value()))
        .findFirst()
        .orElse(0);
  }

  private static int spansOf(String sizes) {
    try {
      return JSON.readTree(sizes).path("num_spans").asInt(0);
    } catch (JsonProcessingException e) {
      return 0;
    }
  }
}
