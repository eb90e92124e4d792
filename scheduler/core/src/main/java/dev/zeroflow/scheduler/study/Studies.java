package dev.zeroflow.scheduler.study;

import dev.zeroflow.hpo.HpoException;
import dev.zeroflow.hpo.space.Distribution;
import dev.zeroflow.hpo.study.Outcome;
import dev.zeroflow.hpo.study.Parameter;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Studies that any number of workers and servers work on. Every request decides in memory and is
 * stored in one statement, which holds only if nobody else was faster; then it is decided anew on
 * what is stored by now. So workers always see each other's points, and what was answered is
 * stored. Blocking; safe for use by many threads.
 */
public final class Studies {
  /** Studies that are kept in memory; others are read again when they are asked for. */
  private static final int MAX_DESKS = 64;

  /** Other servers that may be faster, one after the other. */
  private static final int TRIES = 50;

  private final StudyStore store;
  private final Supplier<UUID> ids;
  private final Supplier<String> tokens;
  private final InstantSource clock;
  private final Map<UUID, Place> places =
      new LinkedHashMap<>(MAX_DESKS, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, Place> eldest) {
          return size() > MAX_DESKS;
        }
      };

  /**
   * @param tokens secrets that name attempts, each new
   */
  public Studies(
      StudyStore store, Supplier<UUID> ids, Supplier<String> tokens, InstantSource clock) {
    this.store = store;
    this.ids = ids;
    this.tokens = tokens;
    this.clock = clock;
  }

  /** A study of this process, which one thread at a time works on. */
  private static final class Place {
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Desk desk;
  }

  /** Creates a study. */
  public StudyRecord create(String project, StudySpec spec) {
    StudyRecord study = StudyRecord.created(ids.get(), project, spec, clock.instant());
    if (!store.create(study)) {
      throw new StudyException(
          StudyProblem.CONFLICT, "there is a study named \"%s\" already".formatted(spec.name()));
    }
    return study;
  }

  /** Puts a trial with some parameters fixed in line. */
  public TrialRecord enqueue(UUID study, Map<String, @Nullable Object> fixed) {
    return with(study, (desk, now) -> desk.enqueue(fixed, now));
  }

  /**
   * Gives a worker a trial if there is one.
   *
   * @param worker who asks, for people; may be empty
   */
  public Asked ask(UUID study, String worker) {
    String token = tokens.get();
    return with(study, (desk, now) -> desk.ask(worker, token, now));
  }

  /** Gives a trial under way its value of a parameter; the same each time. */
  public Parameter suggest(UUID study, int number, String name, Distribution distribution) {
    return with(study, (desk, now) -> desk.suggest(number, name, distribution));
  }

  /**
   * Notes intermediate values of a trial, one for each objective, and renews its lease.
   *
   * @param step counts from 0
   */
  public Heard report(UUID study, int number, String token, int step, double... values) {
    return with(study, (desk, now) -> desk.report(number, token, step, values, now));
  }

  /** Renews the lease of a trial. */
  public Heard beat(UUID study, int number, String token) {
    return with(study, (desk, now) -> desk.beat(number, token, now));
  }

  /** Notes by how much a trial under way violates a constraint; 0 or less is not at all. */
  public void constrain(UUID study, int number, String name, double violation) {
    change(study, (desk, now) -> desk.constrain(number, name, violation));
  }

  /** Notes anything about a trial that has not ended. */
  public void note(UUID study, int number, String key, String value) {
    change(study, (desk, now) -> desk.note(number, key, value));
  }

  /**
   * Ends a trial; safe to repeat.
   *
   * @param reason why it failed or was stopped; may be empty
   */
  public Heard tell(UUID study, int number, String token, Outcome outcome, String reason) {
    return with(study, (desk, now) -> desk.tell(number, token, outcome, reason, now));
  }

  /** Hands out no trials until it is resumed; those under way go on. */
  public StudyRecord pause(UUID study) {
    return change(study, (desk, now) -> desk.pause());
  }

  /** Hands out trials again. */
  public StudyRecord resume(UUID study) {
    return change(study, (desk, now) -> desk.resume());
  }

  /** Ends a study; trials under way are over. */
  public StudyRecord stop(UUID study) {
    return change(
        study,
        (desk, now) -> {
          if (!desk.record().state().isEnded()) {
            desk.finish(StudyState.STOPPED, "stopped", now);
          }
        });
  }

  /** Gives a study another budget, which opens it again if that leaves something to do. */
  public StudyRecord extend(UUID study, Budget budget) {
    return change(study, (desk, now) -> desk.extend(budget, now));
  }

  /** Ends a study whose time is over, and gives up trials that were lost. */
  public StudyRecord look(UUID study) {
    return change(study, Desk::end);
  }

  private interface Change {
    void on(Desk desk, Instant now);
  }

  private StudyRecord change(UUID study, Change change) {
    return with(
        study,
        (desk, now) -> {
          change.on(desk, now);
          return desk;
        },
        Desk::record);
  }

  private <T> T with(UUID study, BiFunction<Desk, Instant, T> work) {
    return with(study, work, it -> it);
  }

  /** Works on a study until what came of it is stored. */
  private <T, R> R with(UUID study, BiFunction<Desk, Instant, T> work, Function<T, R> answer) {
    Place place = place(study);
    place.lock.lock();
    try {
      for (int i = 0; i < TRIES; i++) {
        Desk desk = open(place, study);
        // Whatever goes wrong from here on, what is in memory is not what is stored.
        place.desk = null;
        T done = work.apply(desk, clock.instant());
        if (isStored(desk)) {
          place.desk = desk;
          return answer.apply(done);
        }
      }
      throw new StudyException(
          StudyProblem.CONFLICT, "others keep changing the study; try again in a moment");
    } catch (HpoException e) {
      throw Desk.refused(e);
    } finally {
      place.lock.unlock();
    }
  }

  /** Also that nothing is to be done must follow from what is stored by now. */
  private boolean isStored(Desk desk) {
    if (!desk.hasChanged()) {
      StudyRecord known = desk.record();
      return store.find(known.id()).filter(it -> it.revision() == known.revision()).isPresent();
    }
    Desk.Changes changes = desk.take();
    return store.commit(changes.study(), changes.trials());
  }

  private Desk open(Place place, UUID study) {
    return place.desk == null ? read(study) : place.desk;
  }

  private Desk read(UUID study) {
    // The trials may be newer than the study then, and a commit fails for it: never the other way.
    StudyRecord record =
        store
            .find(study)
            .orElseThrow(
                () -> new StudyException(StudyProblem.NOT_FOUND, "there is no study " + study));
    return new Desk(record, store.trials(study));
  }

  private Place place(UUID study) {
    synchronized (places) {
      return places.computeIfAbsent(study, any -> new Place());
    }
  }
}
