package dev.zeroflow.metadata.trace;

import dev.zeroflow.metadata.MetadataException;
import dev.zeroflow.metadata.tracking.Entry;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Keeps traces and their spans. Blocking, safe for use by many threads. */
public interface Traces {
  /** Most spans of one trace. */
  int MAX_SPANS = 10_000;

  /** Most traces whose spans are read at once. */
  int MAX_READ = 100;

  /**
   * Stores spans of any number of traces, all or none. A trace that is not there is made; one that
   * was told as a whole stays as it is. A span that has ended stays too, so to store the same again
   * changes nothing.
   *
   * @param experimentId where new traces belong
   * @throws MetadataException with BAD_INPUT if a trace had more than {@link #MAX_SPANS} then
   */
  void add(String project, UUID experimentId, List<SpanBatch> batches);

  /** Stores a trace as it is told; one that was told already stays as it is. */
  void start(NewTrace trace);

  /** The trace, if the project has it. */
  Optional<Trace> find(String project, UUID id);

  /** Those that the project has, in any order. */
  List<Trace> all(String project, Collection<UUID> ids);

  /** What is known of these traces of the project, in three statements however many they are. */
  Map<UUID, TraceData> data(String project, Collection<UUID> ids);

  /**
   * Their spans, the root first and then by their starts.
   *
   * @param ids at most {@link #MAX_READ}
   */
  Map<UUID, List<TraceSpan>> spans(String project, Collection<UUID> ids);

  /**
   * Sets a tag.
   *
   * @throws MetadataException with NOT_FOUND if the project does not have the trace
   */
  void setTag(String project, UUID id, Entry tag);

  /** Removes a tag; false if there is none of that key. */
  boolean removeTag(String project, UUID id, String key);

  /**
   * Says that traces belong to a run; those that the project does not have are left out.
   *
   * @throws MetadataException with NOT_FOUND if the project does not have the run
   */
  void link(String project, UUID run, List<UUID> ids);

  /** Removes traces with all that belongs to them; returns how many. */
  int delete(String project, TraceDeletion which);
}
