package dev.zeroflow.app.api;

import java.util.List;

/** Finds things of one kind by their keys. Blocking, safe for use by many threads. */
public interface NodeSource {
  /** What it finds. */
  NodeType type();

  /**
   * What the project has of these, in any order and in one statement.
   *
   * @param keys up to 100 texts behind the name of the kind; what is the key of nothing is passed
   *     over
   */
  List<? extends ApiNode> find(String project, List<String> keys);
}
