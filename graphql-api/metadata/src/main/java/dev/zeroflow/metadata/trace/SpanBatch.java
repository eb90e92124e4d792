package dev.zeroflow.metadata.trace;

import dev.zeroflow.metadata.tracking.Entry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Spans of one trace that came together, and what follows from them for the trace as long as nobody
 * tells it as a whole.
 *
 * @param spans each once
 * @param state in progress until the root is there; then the root decides
 * @param startedMillis of the earliest span, since 1970
 * @param endedMillis of the latest one that has ended; null if none has
 * @param requestPreview the beginning of what the root took
 * @param responsePreview the beginning of what it put out
 */
public record SpanBatch(
    UUID trace,
    List<TraceSpan> spans,
    TraceState state,
    long startedMillis,
    @Nullable Long endedMillis,
    @Nullable String requestPreview,
    @Nullable String responsePreview,
    List<Entry> metadata,
    List<Entry> tags) {
  private static final long NANOS = 1_000_000;

  public SpanBatch {
    spans = List.copyOf(spans);
    metadata = List.copyOf(metadata);
    tags = List.copyOf(tags);
    if (spans.isEmpty()) {
      throw new IllegalArgumentException("spans");
    }
  }

  /** A batch for each trace, ordered by its id: who stores them takes traces in one order. */
  public static List<SpanBatch> of(List<SentSpan> sent) {
    Map<UUID, List<SentSpan>> byTrace =
        sent.stream()
            .collect(Collectors.groupingBy(SentSpan::trace, TreeMap::new, Collectors.toList()));
    return byTrace.entrySet().stream().map(it -> of(it.getKey(), it.getValue())).toList();
  }

  private static SpanBatch of(UUID trace, List<SentSpan> sent) {
    Map<String, SentSpan> byId = new LinkedHashMap<>();
    sent.forEach(it -> byId.put(it.span().id(), it));
    List<SentSpan> each = List.copyOf(byId.values());
    List<TraceSpan> spans = each.stream().map(SentSpan::span).toList();
    return new SpanBatch(
        trace,
        spans,
        state(spans),
        spans.stream().mapToLong(TraceSpan::startedNanos).min().orElseThrow() / NANOS,
        ended(spans),
        ofRoot(each, it -> Optional.ofNullable(it.inputs())),
        ofRoot(each, it -> Optional.ofNullable(it.outputs())),
        first(each, SentSpan::metadata),
        first(each, SentSpan::tags));
  }

  private static TraceState state(List<TraceSpan> spans) {
    return spans.stream()
        .filter(TraceSpan::isRoot)
        .findFirst()
        .map(root -> root.status() == SpanStatus.ERROR ? TraceState.ERROR : TraceState.OK)
        .orElse(TraceState.IN_PROGRESS);
  }

  private static @Nullable Long ended(List<TraceSpan> spans) {
    return spans.stream()
        .flatMap(span -> Stream.ofNullable(span.endedNanos()))
        .max(Long::compare)
        .map(last -> last / NANOS)
        .orElse(null);
  }

  private static @Nullable String ofRoot(
      List<SentSpan> spans, Function<SentSpan, Optional<String>> text) {
    return spans.stream()
        .filter(it -> it.span().isRoot())
        .flatMap(it -> text.apply(it).stream())
        .findFirst()
        .map(Preview::of)
        .orElse(null);
  }

  /** Of each key what the first span says. */
  private static List<Entry> first(List<SentSpan> spans, Function<SentSpan, List<Entry>> said) {
    Map<String, Entry> byKey = new TreeMap<>();
    spans.forEach(span -> said.apply(span).forEach(it -> byKey.putIfAbsent(it.key(), it)));
    return new ArrayList<>(byKey.values());
  }

  /** The batch with something more to know of its trace, unless a span has said it. */
  public SpanBatch with(Entry more) {
    boolean known = metadata.stream().anyMatch(it -> it.key().equals(more.key()));
    List<Entry> all = new ArrayList<>(metadata);
    if (!known) {
      all.add(more);
    }
    return new SpanBatch(
        trace,
        spans,
        state,
        startedMillis,
        endedMillis,
        requestPreview,
        responsePreview,
        all,
        tags);
  }

  /** How long the spans took together; null if none has ended. */
  public @Nullable Long durationMillis() {
    return endedMillis == null ? null : Math.max(0, endedMillis - startedMillis);
  }
}
