package dev.zeroflow.metadata.tracking;

import dev.zeroflow.metadata.search.Found;
import dev.zeroflow.metadata.search.Search;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** Finds experiments. Blocking, safe for use by many threads. */
public interface ExperimentSearches {
  /** Experiments that fulfil the search. */
  Found<TrackingExperiment> search(String project, View view, Search search);

  /** The experiments with these ids that the project has, also deleted ones, in any order. */
  List<TrackingExperiment> byIds(String project, Collection<UUID> ids);
}
