package dev.zeroflow.scheduler.port;

import java.util.List;

/**
 * Runs functions that scale to zero. Blocking, safe for use by many threads, meant for virtual
 * threads.
 *
 * <p>A declared function costs nothing until it is called: the first call starts a replica, calls
 * wait in a bounded queue while none is ready, and after an idle window the last replica goes away.
 */
public interface FunctionRuntime {
  /**
   * Declares a function, or replaces its specification; running calls end on the replica that they
   * are on. Starts nothing beyond the replicas that the specification says it begins with.
   *
   * @throws FunctionRefusedException if it cannot be declared; what was declared before stays
   */
  void ensure(FunctionSpec spec);

  /** Forgets a function; its replicas drain. Unknown names are ignored. */
  void remove(String function);

  /**
   * Sends one request to a function and waits for the whole reply, starting a replica if there is
   * none. Any HTTP status is a reply.
   *
   * @throws FunctionUnavailableException if no reply came: unknown function, queue full, start
   *     failed, connection lost, timed out or cancelled
   */
  FunctionReply invoke(FunctionCall call) throws FunctionUnavailableException;

  /**
   * Gives up on a call: its caller gets a {@link FunctionUnavailableException} and its connection
   * is closed. Idempotent.
   */
  void cancel(String callId);

  /** Every declared function with its replicas, ordered by name. Never wakes a function. */
  List<FunctionStatus> describe();
}
