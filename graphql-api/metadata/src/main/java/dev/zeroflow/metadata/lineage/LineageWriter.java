package dev.zeroflow.metadata.lineage;

import java.util.List;

/**
 * Records lineage inside someone else's transaction, so that a task's transition and its lineage
 * are committed together or not at all.
 *
 * @param <C> the connection that carries the transaction
 */
public interface LineageWriter<C> {
  /**
   * Writes the facts on the caller's connection and waits until the database has taken them;
   * neither begins nor ends a transaction. Safe to repeat with the same facts. If it throws, the
   * caller has to roll back.
   */
  void write(C connection, List<LineageFact> facts);
}
