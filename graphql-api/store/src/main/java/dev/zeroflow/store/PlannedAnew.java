package dev.zeroflow.store;

/**
 * Statements whose best plan depends on their parameters. Postgres plans a prepared statement for
 * good after a few uses, and then takes a value that nearly all rows have for one that is rare, and
 * the other way round. Clients that keep prepared statements must not keep these.
 */
public final class PlannedAnew {
  static final String MARK = "/* planned anew */";

  /** Longer ones would only fill the memory of client and database. */
  private static final int LONGEST = 2_048;

  private PlannedAnew() {}

  /** Whether a connection may keep the prepared statement. */
  public static boolean mayBeKept(String sql) {
    return sql.length() <= LONGEST && !sql.contains(MARK);
  }
}
