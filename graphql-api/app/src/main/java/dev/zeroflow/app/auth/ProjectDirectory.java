package dev.zeroflow.app.auth;

/** Knows which projects there are. May block; safe for use by many threads. */
public interface ProjectDirectory {
  boolean has(String name);
}
