package dev.zeroflow.metadata.tracking;

import dev.zeroflow.metadata.search.Found;
import dev.zeroflow.metadata.search.Search;
import java.util.List;

/** Finds tracking runs. Blocking, safe for use by many threads. */
public interface RunSearches {
  /** Most runs of one search. */
  int MAX_SIZE = 50_000;

  /**
   * Runs that fulfil the search.
   *
   * @param experiments numbers of the experiments to look in; empty for all of the project
   */
  Found<TrackingRun> search(String project, List<Long> experiments, View view, Search search);

  /** How many runs fulfil the search, whatever its size and place; counting ends at a million. */
  int count(String project, List<Long> experiments, View view, Search search);
}
