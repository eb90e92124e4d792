package dev.zeroflow.scheduler.study;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A {@link StudyStore} for tests; what it is told to lose, it refuses to store. */
public final class InMemoryStudyStore implements StudyStore {
  private record Kept(StudyRecord study, TreeMap<Integer, TrialRecord> trials) {}

  private final Map<UUID, Kept> studies = new ConcurrentHashMap<>();

  @Override
  public synchronized boolean create(StudyRecord study) {
    if (find(study.project(), study.spec().name()).isPresent()) {
      return false;
    }
    var kept = new Kept(study, new TreeMap<>());
    studies.put(study.id(), kept);
    return true;
  }

  @Override
  public Optional<StudyRecord> find(UUID study) {
    return Optional.ofNullable(studies.get(study)).map(Kept::study);
  }

  @Override
  public Optional<StudyRecord> find(String project, String name) {
    return studies.values().stream()
        .map(Kept::study)
        .filter(it -> it.project().equals(project) && it.spec().name().equals(name))
        .findFirst();
  }

  @Override
  public List<StudyRecord> list(String project, @Nullable StudyRecord after, int limit) {
    Comparator<StudyRecord> newestFirst =
        Comparator.comparing(StudyRecord::createdAt)
            .thenComparing(it -> it.id().toString())
            .reversed();
    return studies.values().stream()
        .map(Kept::study)
        .filter(it -> it.project().equals(project))
        .filter(it -> after == null || newestFirst.compare(it, after) > 0)
        .sorted(newestFirst)
        .limit(limit)
        .toList();
  }

  @Override
  public synchronized List<TrialRecord> trials(UUID study) {
    Kept kept = studies.get(study);
    return kept == null ? List.of() : List.copyOf(kept.trials().values());
  }

  @Override
  public synchronized boolean commit(StudyRecord next, List<TrialChange> changes) {
    Kept kept = studies.get(next.id());
    if (kept == null || kept.study().revision() != next.revision() - 1) {
      return false;
    }
    var trials = new TreeMap<>(kept.trials());
    changes.forEach(it -> trials.put(it.record().number(), it.record()));
    studies.put(next.id(), new Kept(next, trials));
    return true;
  }

  @Override
  public void delete(UUID study) {
    studies.remove(study);
  }
}
