package dev.zeroflow.metadata.tracking;

import dev.zeroflow.metadata.MetadataException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads histories of metrics in short. Blocking, safe for use by many threads. */
public interface MetricHistories {
  /** Most points of one metric that {@link #sampled} returns. */
  int MAX_POINTS = 1_000;

  /** Most metrics of one read. */
  int MAX_KEYS = 20;

  /** Most runs of one read of several. */
  int MAX_RUNS = 100;

  /** Most points of one run that {@link #spread} returns. */
  int MAX_SPREAD = 2_500;

  /** A point and the run that it belongs to. */
  record OfRun(UUID run, MetricPoint point) {}

  /** Steps to look at, both included. */
  record Steps(long from, long to) {
    /** All that there are. */
    public static final Steps ALL = new Steps(Long.MIN_VALUE, Long.MAX_VALUE);

    public Steps {
      if (from > to) {
        throw MetadataException.badInput(
            "end_step must be greater than start_step: %d, %d".formatted(from, to));
      }
    }
  }

  /**
   * How far a metric went. What is not a number counts as a point only.
   *
   * @param min null if no point is a number; so is max
   */
  record Range(String key, @Nullable Double min, @Nullable Double max, long points) {}

  /**
   * A history, thinned out.
   *
   * @param points in the order of step, time and value
   * @param all points that there are
   */
  record Sampled(String key, List<MetricPoint> points, long all) {
    public Sampled {
      points = List.copyOf(points);
    }
  }

  /** The metrics of these runs of the project, ordered by key, in one statement. */
  Map<UUID, List<Range>> ranges(String project, Collection<UUID> runs);

  /**
   * Histories of a run in one statement, ordered by key. A longer one is cut into buckets of about
   * as many points, and of each the least and the greatest one stay, as do the first and the last
   * point of all.
   *
   * @param maxPoints most points of each, from 4 to {@link #MAX_POINTS}
   */
  List<Sampled> sampled(String project, UUID run, Collection<String> keys, int maxPoints);

  /**
   * What came behind a place of a run, ordered by key, step, time and value, in one statement. A
   * point that is logged late, with a step before the place, is not among it.
   *
   * @param limit most points of each metric, up to {@link #MAX_POINTS}
   */
  List<MetricPoint> behind(String project, UUID run, MetricPlace place, int limit);

  /**
   * Points of one metric of several runs, each of which is thinned out by itself: of buckets with
   * about as many points the first ones, and the last one of all. Ordered by step, time and value;
   * runs that the project does not have are left out.
   *
   * @param runs at most {@link #MAX_RUNS}; the points come in their order
   * @param maxPoints most points of each run, from 1 to {@link #MAX_SPREAD}
   */
  List<OfRun> spread(String project, List<UUID> runs, String key, Steps steps, int maxPoints);

  /**
   * All points of one metric of several runs, ordered by run, time, step and value; runs that the
   * project does not have are left out.
   *
   * @param limit most points of all
   */
  List<OfRun> whole(String project, List<UUID> runs, String key, int limit);
}
