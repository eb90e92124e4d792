package dev.zeroflow.metadata.lineage;

import java.util.List;

/**
 * Says in the store's language what facts about lineage are, inside someone else's transaction, so
 * that a task's transition and its lineage are committed together or not at all.
 *
 * @param <T> what takes the statements of the transaction
 */
public interface LineageWriter<T> {
  /**
   * Hands over the statements that record the facts. Neither begins nor ends a transaction, and
   * waits for nothing. Safe to repeat with the same facts.
   */
  void write(T statements, List<LineageFact> facts);
}
