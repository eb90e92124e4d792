package dev.zeroflow.app.graphql;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** Counts the statements that Hibernate sends between its creation and its closing. */
final class StatementCount extends Handler implements AutoCloseable {
  private static final Logger SQL = Logger.getLogger("org.hibernate.SQL");

  private final AtomicInteger statements = new AtomicInteger();

  StatementCount() {
    SQL.addHandler(this);
  }

  int seen() {
    return statements.get();
  }

  @Override
  public void publish(LogRecord statement) {
    statements.incrementAndGet();
  }

  @Override
  public void flush() {}

  @Override
  public void close() {
    SQL.removeHandler(this);
  }
}
