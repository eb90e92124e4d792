package dev.zeroflow.app.tracking;

import dev.zeroflow.app.api.Later;
import dev.zeroflow.app.api.NodeSource;
import dev.zeroflow.app.api.NodeType;
import dev.zeroflow.metadata.trace.Trace;
import dev.zeroflow.metadata.trace.Traces;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** Traces as the schema shows them; what belongs to those of a page is read once. */
@ApplicationScoped
class ShownTraces implements NodeSource {
  private final Traces traces;
  private final Later later;

  ShownTraces(Traces traces, Later later) {
    this.traces = traces;
    this.later = later;
  }

  List<ApiTrace> of(String project, List<Trace> found) {
    List<UUID> ids = found.stream().map(Trace::id).toList();
    TracePage page =
        new TracePage(
            later.of(() -> traces.data(project, ids)), later.of(() -> traces.spans(project, ids)));
    return found.stream().map(it -> ApiTrace.of(it, page)).toList();
  }

  @Override
  public NodeType type() {
    return NodeType.TRACE;
  }

  @Override
  public List<ApiTrace> find(String project, List<String> keys) {
    List<UUID> ids = keys.stream().flatMap(key -> TrackingIds.trace(key).stream()).toList();
    return of(project, traces.all(project, ids));
  }
}
