package dev.zeroflow.metadata.tracking;

import dev.zeroflow.metadata.search.Found;
import dev.zeroflow.metadata.search.Search;

/** Finds experiments. Blocking, safe for use by many threads. */
public interface ExperimentSearches {
  /** Experiments that fulfil the search. */
  Found<TrackingExperiment> search(String project, View view, Search search);
}
