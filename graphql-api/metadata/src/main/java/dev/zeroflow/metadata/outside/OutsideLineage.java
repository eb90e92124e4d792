package dev.zeroflow.metadata.outside;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Remembers what outside jobs told. Blocking; safe for use by many threads. */
public interface OutsideLineage {
  /** Most facets that one event may bring for one node, and that are read of a node. */
  int MAX_FACETS = 200;

  /** Longest facet, in bytes of UTF-8. */
  int MAX_FACET_BYTES = 65_536;

  /**
   * The newest of its name that was said of a node.
   *
   * @param facet JSON text
   * @param at when the event happened that said it
   */
  record Facet(String name, String facet, Instant at) {}

  /**
   * Remembers an event, all of it or nothing. The order of events does not matter: a run ends with
   * its last event that ends it, and times are the earliest ones.
   */
  void record(String project, OutsideEvent event);

  /** What was said of an execution or artifact beyond inputs and outputs, by name. */
  List<Facet> facets(String project, UUID node);
}
