package dev.zeroflow.app.tracking;

import dev.zeroflow.metadata.trace.TraceData;
import dev.zeroflow.metadata.trace.TraceSpan;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/**
 * Traces that were found together: what belongs to them is read for all of them at once, and only
 * once, whichever fields ask for it.
 */
final class TracePage {
  private final Uni<Map<UUID, TraceData>> data;
  private final Uni<Map<UUID, List<TraceSpan>>> spans;

  TracePage(Uni<Map<UUID, TraceData>> data, Uni<Map<UUID, List<TraceSpan>>> spans) {
    this.data = data.memoize().indefinitely();
    this.spans = spans.memoize().indefinitely();
  }

  Uni<Map<UUID, TraceData>> data() {
    return data;
  }

  Uni<Map<UUID, List<TraceSpan>>> spans() {
    return spans;
  }

  /** For each trace, in the order of the traces, its part of what its page has. */
  static <T> Uni<List<T>> each(
      List<ApiTrace> traces, Function<TracePage, Uni<Map<UUID, T>>> part, T nothing) {
    List<TracePage> pages = traces.stream().map(ApiTrace::page).distinct().toList();
    return Uni.join()
        .all(pages.stream().map(part).toList())
        .andFailFast()
        .map(
            read ->
                traces.stream()
                    .map(
                        it ->
                            read.get(pages.indexOf(it.page()))
                                .getOrDefault(it.trace().id(), nothing))
                    .toList());
  }
}
