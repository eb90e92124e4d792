package dev.zeroflow.scheduler.engine;

import dev.zeroflow.scheduler.port.SlotBudget.Demand;
import dev.zeroflow.scheduler.port.SlotBudget.Limit;
import dev.zeroflow.scheduler.port.SlotBudget.Scope;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Room for attempts on this scheduler. A slot counts against the limits of everything, of its
 * project and of its function; none is exceeded but by what was taken over while it ran. Whenever
 * one gets free, the project that uses the fewest is next, so that a wide run of one cannot hold up
 * the others; within a project the higher priority, then who asked first.
 *
 * <p>Invariant: no ticket waits that all its limits have room for. Safe for use by many threads;
 * calls nobody while it holds its lock.
 */
final class Slots {
  private static final Limit EVERYTHING = new Limit(Scope.EVERYTHING, "");

  private final int ownLimit;
  private final Runnable whenShort;
  private final Map<Limit, Integer> allowed = new HashMap<>();
  private final Map<Limit, Integer> used = new HashMap<>();

  /** Limits that were asked about; what was granted stays so until less is asked for. */
  private final Set<Limit> told = new HashSet<>();

  private final Map<String, Map<String, NavigableSet<Ticket>>> waiting = new HashMap<>();
  private long asked;
  private boolean stopped;

  /**
   * @param ownLimit most slots of this scheduler, whatever the shared limits say
   * @param shortOfSlots called when somebody waits for slots that are not allowed yet
   */
  Slots(int ownLimit, Runnable shortOfSlots) {
    this.ownLimit = ownLimit;
    this.whenShort = shortOfSlots;
  }

  /** Somebody who wants a slot, or has one. */
  static final class Ticket {
    private final String project;
    private final String function;
    private final int priority;
    private final Runnable granted;
    private long order;
    private boolean holds;

    /**
     * @param granted called once if the slot comes later
     */
    Ticket(String project, String function, int priority, Runnable granted) {
      this.project = project;
      this.function = function;
      this.priority = priority;
      this.granted = granted;
    }

    private List<Limit> limits() {
      return List.of(
          EVERYTHING, new Limit(Scope.PROJECT, project), new Limit(Scope.FUNCTION, function));
    }
  }

  /** True if the ticket has its slot now; otherwise it waits and is called. */
  boolean request(Ticket ticket) {
    synchronized (this) {
      ticket.order = asked++;
      if (fits(ticket)) {
        take(ticket);
        return true;
      }
      queue(ticket).add(ticket);
    }
    whenShort.run();
    return false;
  }

  /** Takes a slot for what runs already, whatever room there is. */
  synchronized void occupy(Ticket ticket) {
    take(ticket);
  }

  /** Gives the slot back, or stops waiting for it. */
  void release(Ticket ticket) {
    List<Ticket> next;
    synchronized (this) {
      if (ticket.holds) {
        ticket.holds = false;
        ticket.limits().forEach(limit -> used.merge(limit, -1, Integer::sum));
        next = grant();
      } else {
        forget(ticket);
        next = List.of();
      }
    }
    next.forEach(it -> it.granted.run());
  }

  /** Grants nothing more. */
  synchronized void stop() {
    stopped = true;
  }

  /** Slots in use. */
  synchronized int inUse() {
    return used.getOrDefault(EVERYTHING, 0);
  }

  /** What this scheduler may use from now on. */
  void allow(Map<Limit, Integer> limits) {
    List<Ticket> next;
    synchronized (this) {
      allowed.putAll(limits);
      next = grant();
    }
    next.forEach(it -> it.granted.run());
  }

  /** Nothing more may be used until it is allowed again. */
  synchronized void disallow() {
    allowed.replaceAll((limit, most) -> 0);
  }

  synchronized boolean holds(Ticket ticket) {
    return ticket.holds;
  }

  /**
   * What this scheduler uses and wants, by limit. Until it is allowed more it takes no more than it
   * says here: the rest may be given to others from this moment on.
   */
  synchronized Map<Limit, Demand> demands() {
    Map<Limit, Integer> wanted = new HashMap<>();
    waiting.values().stream()
        .flatMap(functions -> functions.values().stream())
        .filter(queue -> !queue.isEmpty())
        .forEach(
            queue ->
                queue.first().limits().forEach(it -> wanted.merge(it, queue.size(), Integer::sum)));
    Set<Limit> known = new HashSet<>(used.keySet());
    known.addAll(allowed.keySet());
    known.addAll(wanted.keySet());
    known.addAll(told);
    told.addAll(known);
    Map<Limit, Demand> demands = new HashMap<>();
    for (Limit limit : known) {
      int held = used.getOrDefault(limit, 0);
      demands.put(limit, new Demand(held, held + wanted.getOrDefault(limit, 0)));
      allowed.computeIfPresent(
          limit, (it, most) -> most == Integer.MAX_VALUE ? most : Math.min(most, held));
    }
    return demands;
  }

  /** Whether somebody waits for a limit that was never asked about. */
  synchronized boolean knowsTooLittle() {
    return waitingFirst()
        .flatMap(ticket -> ticket.limits().stream())
        .anyMatch(limit -> !allowed.containsKey(limit));
  }

  /** Whether somebody waits although this scheduler itself has room. */
  synchronized boolean isShort() {
    return !waiting.isEmpty() && used.getOrDefault(EVERYTHING, 0) < ownLimit;
  }

  private Stream<Ticket> waitingFirst() {
    return waiting.values().stream()
        .flatMap(functions -> functions.values().stream())
        .filter(queue -> !queue.isEmpty())
        .map(NavigableSet::first);
  }

  private boolean fits(Ticket ticket) {
    return !stopped && ticket.limits().stream().allMatch(this::hasRoom);
  }

  private boolean hasRoom(Limit limit) {
    int most = allowed.getOrDefault(limit, 0);
    int inUse = used.getOrDefault(limit, 0);
    return inUse < (limit.equals(EVERYTHING) ? Math.min(most, ownLimit) : most);
  }

  private void take(Ticket ticket) {
    ticket.holds = true;
    ticket.limits().forEach(limit -> used.merge(limit, 1, Integer::sum));
  }

  private List<Ticket> grant() {
    List<Ticket> granted = new ArrayList<>();
    for (Ticket next = next(); next != null; next = next()) {
      forget(next);
      take(next);
      granted.add(next);
    }
    return granted;
  }

  private @Nullable Ticket next() {
    if (!hasRoom(EVERYTHING)) {
      return null;
    }
    return waitingFirst()
        .filter(this::fits)
        .min(
            Comparator.comparingInt(this::usedByProject)
                .thenComparing(Comparator.comparingInt((Ticket it) -> it.priority).reversed())
                .thenComparingLong(it -> it.order))
        .orElse(null);
  }

  private int usedByProject(Ticket ticket) {
    return used.getOrDefault(new Limit(Scope.PROJECT, ticket.project), 0);
  }

  private NavigableSet<Ticket> queue(Ticket ticket) {
    return waiting
        .computeIfAbsent(ticket.project, project -> new HashMap<>())
        .computeIfAbsent(
            ticket.function,
            function ->
                new TreeSet<>(
                    Comparator.comparingInt((Ticket it) -> it.priority)
                        .reversed()
                        .thenComparingLong(it -> it.order)));
  }

  private void forget(Ticket ticket) {
    Map<String, NavigableSet<Ticket>> functions = waiting.get(ticket.project);
    NavigableSet<Ticket> queue = functions == null ? null : functions.get(ticket.function);
    if (functions != null && queue != null) {
      queue.remove(ticket);
      if (queue.isEmpty()) {
        functions.remove(ticket.function);
      }
      if (functions.isEmpty()) {
        waiting.remove(ticket.project);
      }
    }
  }
}
