package dev.zeroflow.metadata.trace;

import dev.zeroflow.metadata.MetadataException;
import dev.zeroflow.metadata.search.Found;
import dev.zeroflow.metadata.search.Search;
import java.util.List;

/** Searches among traces. Blocking, safe for use by many threads. */
public interface TraceSearches {
  /** Most traces of one part. */
  int MAX_SIZE = 500;

  /**
   * A part of the traces.
   *
   * @param experiments numbers of experiments; empty for all
   * @throws MetadataException with BAD_INPUT if a regular expression is none
   */
  Found<Trace> search(String project, List<Long> experiments, Search search);

  /** Traces of all parts; counting ends at a million. */
  int count(String project, List<Long> experiments, Search search);
}
