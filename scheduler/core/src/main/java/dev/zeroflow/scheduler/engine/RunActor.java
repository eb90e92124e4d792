package dev.zeroflow.scheduler.engine;

import dev.zeroflow.contract.ErrorCategory;
import dev.zeroflow.contract.TaskError;
import dev.zeroflow.scheduler.port.RunCommit;
import dev.zeroflow.scheduler.port.RunCommit.Answer;
import dev.zeroflow.scheduler.port.RunStore.CommitResult;
import dev.zeroflow.scheduler.port.ShardClaim;
import dev.zeroflow.scheduler.run.Command;
import dev.zeroflow.scheduler.run.Decision;
import dev.zeroflow.scheduler.run.RunDecider;
import dev.zeroflow.scheduler.run.RunEvent;
import dev.zeroflow.scheduler.run.RunSnapshot;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One run on the scheduler that owns it. Takes what happens to the run from a mailbox, decides
 * about all of it as one, has the decision written, and only then does what was decided. Works on
 * one thread at a time; {@link #tell} may be called by any.
 */
final class RunActor {
  private static final Logger LOG = System.getLogger(RunActor.class.getName());

  /** Events that are decided on before the first of them is written. */
  private static final int MAX_FOLD = 500;

  /** Outcome of what comes when the run is not under way here any more. */
  static final String GONE = "the run is not under way on this scheduler";

  private final OwnedRuns host;
  private final ShardClaim claim;
  private final RunSlots slots;
  private final Deque<Mail> mailbox = new ArrayDeque<>();
  private boolean busy;
  private volatile boolean dropped;
  private volatile RunSnapshot snapshot;

  RunActor(OwnedRuns host, ShardClaim claim, RunSnapshot snapshot) {
    this.host = host;
    this.claim = claim;
    this.snapshot = snapshot;
    this.slots = new RunSlots(host, this);
  }

  /**
   * Something that happened.
   *
   * @param event what
   * @param request the request that it comes from, 0 for none
   * @param outcome told once it is decided and written: null, or why nothing changed
   */
  record Mail(RunEvent event, long request, Consumer<@Nullable String> outcome) {
    static Mail of(RunEvent event) {
      return new Mail(event, 0, ignored -> {});
    }
  }

  /** An event that was decided on, to be told when that is written. */
  private record Told(Mail mail, @Nullable String refused) {}

  /** The run as it was last written. */
  RunSnapshot snapshot() {
    return snapshot;
  }

  UUID run() {
    return snapshot.run().id();
  }

  ShardClaim claim() {
    return claim;
  }

  RunSlots slots() {
    return slots;
  }

  void tell(RunEvent event) {
    tell(Mail.of(event));
  }

  /** Tells the run later, if it is still under way then; holds nothing of it until then. */
  Runnable telling(RunEvent event) {
    OwnedRuns runs = host;
    UUID id = run();
    return () -> {
      RunActor actor = runs.find(id);
      if (actor != null) {
        actor.tell(event);
      }
    };
  }

  void tell(Mail mail) {
    synchronized (this) {
      mailbox.add(mail);
      if (busy && !dropped) {
        return;
      }
      busy = true;
    }
    host.background().start("run", this::work);
  }

  /** Forgets the run: it has ended, another owns it, or it has to be read again. */
  void drop() {
    dropped = true;
    slots.close();
    turnAway(take());
  }

  private void turnAway(List<Mail> mails) {
    for (Mail mail : mails) {
      slots.ended(mail.event());
      mail.outcome().accept(GONE);
    }
  }

  /** Whether something is decided or written about the run, or waits for that. */
  synchronized boolean isBusy() {
    return busy;
  }

  boolean isDropped() {
    return dropped;
  }

  private void work() {
    List<Mail> batch = take();
    if (dropped) {
      turnAway(batch);
      return;
    }
    if (batch.isEmpty()) {
      return;
    }
    var told = new ArrayList<Told>();
    try {
      conclude(fold(batch, told), told);
    } catch (RuntimeException e) {
      end(batch, e);
    } catch (StackOverflowError e) {
      end(batch, new IllegalStateException("the run is nested too deeply", e));
    }
  }

  /** What is in the mailbox; if that is nothing, the actor rests. */
  private List<Mail> take() {
    synchronized (this) {
      var batch = new ArrayList<Mail>();
      while (!mailbox.isEmpty() && batch.size() < MAX_FOLD) {
        batch.add(mailbox.poll());
      }
      busy = !batch.isEmpty();
      return batch;
    }
  }

  private Decision.@Nullable Change fold(List<Mail> batch, List<Told> told) {
    Decision.Sum sum = Decision.Change.sum();
    Deque<Mail> todo = new ArrayDeque<>(batch);
    while (!todo.isEmpty()) {
      Mail mail = todo.poll();
      slots.ended(mail.event());
      RunSnapshot now = sum.next(snapshot);
      if (slots.isTakenBack(mail.event())) {
        told.add(new Told(mail, "the slot was given back"));
        continue;
      }
      switch (RunDecider.decide(now, mail.event(), host.clock().instant())) {
        case Decision.Ignored ignored -> {
          slots.refused(mail.event(), now);
          told.add(new Told(mail, ignored.reason()));
        }
        case Decision.Change change -> {
          told.add(new Told(mail, null));
          sum.add(change);
          enqueue(change, todo);
        }
      }
    }
    return sum.change().orElse(null);
  }

  /** What can start at once is decided with the rest. */
  private void enqueue(Decision.Change change, Deque<Mail> todo) {
    for (Command command : change.commands()) {
      if (command instanceof Command.Enqueue(String task) && slots.request(task, change.next())) {
        todo.add(Mail.of(new RunEvent.SlotGranted(task)));
      }
    }
  }

  private void conclude(Decision.@Nullable Change change, List<Told> told) {
    List<Answer> answers =
        told.stream()
            .filter(it -> it.mail().request() != 0)
            .map(it -> new Answer(it.mail().request(), it.refused()))
            .toList();
    if (change != null && (isDurable(change) || !answers.isEmpty())) {
      write(change, told, answers, cause -> end(told.stream().map(Told::mail).toList(), cause));
      return;
    }
    if (!answers.isEmpty()) {
      host.refuse(answers);
    }
    if (change != null) {
      snapshot = change.next();
      carryOut(change.commands());
    }
    told.forEach(it -> it.mail().outcome().accept(it.refused()));
    again();
  }

  private boolean isDurable(Decision.Change change) {
    return !change.tasks().isEmpty()
        || !change.transitions().isEmpty()
        || !change.next().run().equals(snapshot.run());
  }

  private void write(
      Decision.Change change,
      List<Told> told,
      List<Answer> answers,
      Consumer<RuntimeException> otherwise) {
    host.committer()
        .submit(
            new RunCommit(claim, change, answers),
            new Committer.Listener() {
              @Override
              public void committed(CommitResult result) {
                written(change, told, result);
              }

              @Override
              public void refused(RuntimeException cause) {
                host.background().start("run", () -> otherwise.accept(cause));
              }
            });
  }

  private void written(Decision.Change change, List<Told> told, CommitResult result) {
    if (dropped || result != CommitResult.COMMITTED) {
      turnAway(told.stream().map(Told::mail).toList());
      if (!dropped) {
        LOG.log(Level.WARNING, "run {0} is read again: {1}", run(), result);
        host.lost(this, result);
      }
      return;
    }
    RunSnapshot before = snapshot;
    snapshot = change.next().committed();
    carryOut(change.commands());
    if (before.run().priority() != snapshot.run().priority()) {
      slots.reprioritize(snapshot);
    }
    told.forEach(it -> it.mail().outcome().accept(it.refused()));
    again();
  }

  /** Ends a run that cannot go on, or buries it if not even that can be decided or written. */
  private void end(List<Mail> undecided, RuntimeException cause) {
    LOG.log(Level.ERROR, "run " + run() + " cannot go on", cause);
    turnDown(undecided);
    try {
      var error =
          new TaskError(
              "INTERNAL", ErrorCategory.INTERNAL, String.valueOf(cause.getMessage()), null);
      Decision end =
          RunDecider.decide(
              snapshot, new RunEvent.Poisoned(Storable.error(error)), host.clock().instant());
      if (end instanceof Decision.Change change) {
        write(change, List.of(), List.of(), again -> host.bury(this, again));
        return;
      }
    } catch (RuntimeException again) {
      LOG.log(Level.ERROR, "run " + run() + " cannot be ended", again);
    }
    host.bury(this, cause);
  }

  /** Requests get an answer, so that they are not asked again and again; others hear of the end. */
  private void turnDown(List<Mail> undecided) {
    List<Answer> answers =
        undecided.stream()
            .filter(mail -> mail.request() != 0)
            .map(mail -> new Answer(mail.request(), "a defect has ended the run"))
            .toList();
    if (!answers.isEmpty()) {
      host.refuse(answers);
    }
    turnAway(undecided);
  }

  private void carryOut(List<Command> commands) {
    for (Command command : commands) {
      host.carryOut(this, command);
    }
  }

  /** Goes on with what has come meanwhile; a run that has ended is forgotten once nothing has. */
  private void again() {
    synchronized (this) {
      busy = !mailbox.isEmpty();
      if (busy) {
        host.background().start("run", this::work);
        return;
      }
    }
    if (snapshot.run().state().isFinal()) {
      host.ended(this);
    }
  }
}
