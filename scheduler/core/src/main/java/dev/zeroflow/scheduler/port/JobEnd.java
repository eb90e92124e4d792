package dev.zeroflow.scheduler.port;

/**
 * How the program of a job ended. Says nothing about its result, which goes to the control plane.
 *
 * @param reason why
 * @param message one sentence for people, with the last lines of the program if it failed
 */
public record JobEnd(Reason reason, String message) {
  /** Why a job ended. */
  public enum Reason {
    /** Its program ended well; its result has been acknowledged before. */
    DONE,
    /** It could not be started: no such program, or the runtime does not answer. */
    START_FAILED,
    /** Nobody will run it as it is: an unknown field or name, or a rule of the cluster. */
    REFUSED,
    /** The image cannot be had. */
    IMAGE_PULL,
    /** No machine has room for it, or is what it asks for. */
    UNSCHEDULABLE,
    /** It took more memory than it may. */
    OUT_OF_MEMORY,
    /** The machine needed its place, or went away. */
    EVICTED,
    /** Its program ended with an exit code that is not 0. */
    EXIT_CODE,
    /** Its time was over. */
    DEADLINE,
    /** {@link JobRuntime#cancel} was called, or the runtime is closing. */
    CANCELLED
  }
}
