package dev.zeroflow.app.auth;

import java.util.UUID;

/** Who sent a request. Every read and write is confined to the caller's project. */
public sealed interface Caller {
  /** The project that the caller belongs to. */
  String project();

  /** Someone on this machine, where no authentication is configured. */
  record LocalUser(String project) implements Caller {}

  /** An attempt of a task, known by its attempt token. */
  record AttemptCaller(String project, UUID runId, String taskPath) implements Caller {}
}
