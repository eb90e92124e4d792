package dev.zeroflow.scheduler.port;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** {@link TaskCache} in memory. */
public final class InMemoryTaskCache implements TaskCache {
  private final InMemoryStore store;

  public InMemoryTaskCache(InMemoryStore store) {
    this.store = store;
  }

  @Override
  public Optional<Entry> find(String project, String fingerprint) {
    synchronized (store) {
      return Optional.ofNullable(entries(project).get(fingerprint));
    }
  }

  @Override
  public Optional<Entry> nearest(String project, String pipeline, String task) {
    synchronized (store) {
      return newestFirst(project, matching(pipeline, task)).findFirst();
    }
  }

  @Override
  public List<Entry> list(String project, String pipeline, Place after, int limit) {
    synchronized (store) {
      return newestFirst(project, matching(pipeline, null))
          .filter(entry -> after == null || behind(entry, after))
          .limit(limit)
          .toList();
    }
  }

  private static boolean behind(Entry entry, Place place) {
    int later = entry.createdAt().compareTo(place.createdAt());
    return later < 0 || (later == 0 && entry.fingerprint().compareTo(place.fingerprint()) > 0);
  }

  @Override
  public int invalidate(String project, String pipeline, String task, Duration olderThan) {
    synchronized (store) {
      Map<String, Entry> entries = entries(project);
      int before = entries.size();
      Instant oldest = olderThan == null ? Instant.MAX : store.clock.instant().minus(olderThan);
      entries
          .values()
          .removeIf(matching(pipeline, task).and(entry -> entry.createdAt().isBefore(oldest)));
      return before - entries.size();
    }
  }

  @Override
  public boolean forget(String project, String fingerprint) {
    synchronized (store) {
      return entries(project).remove(fingerprint) != null;
    }
  }

  private Map<String, Entry> entries(String project) {
    return store.cache.computeIfAbsent(project, it -> new HashMap<>());
  }

  private Stream<Entry> newestFirst(String project, Predicate<Entry> which) {
    return entries(project).values().stream()
        .filter(which)
        .sorted(
            Comparator.comparing(Entry::createdAt).reversed().thenComparing(Entry::fingerprint));
  }

  private static Predicate<Entry> matching(String pipeline, String task) {
    return entry ->
        (pipeline == null || entry.pipeline().equals(pipeline))
            && (task == null || entry.task().equals(task));
  }
}
