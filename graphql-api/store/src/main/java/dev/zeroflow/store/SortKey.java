package dev.zeroflow.store;

import org.jspecify.annotations.Nullable;

/**
 * What items are sorted by; those without a value come last either way.
 *
 * @param sql expression over the SELECT's tables
 * @param type of the expression, in SQL
 * @param required never NULL, so that any index on it can serve the order
 */
record SortKey(String sql, String type, boolean descending, boolean required) {
  /** As an item of ORDER BY. */
  String order() {
    return sql + (descending ? " DESC" : " ASC") + (required ? "" : " NULLS LAST");
  }

  /**
   * Condition for what comes behind a value.
   *
   * @param value a parameter; null stands for the place where there is none
   * @param among condition for what comes behind among those with the same value
   */
  String behind(@Nullable String value, String among) {
    if (value == null) {
      return "(%s IS NULL AND %s)".formatted(sql, among);
    }
    String than = descending ? "<" : ">";
    String condition =
        "(%1$s %2$s %3$s OR (%1$s = %3$s AND %4$s))".formatted(sql, than, value, among);
    return required
        // The first part lets an index begin there.
        ? "(%s %s= %s AND %s)".formatted(sql, than, value, condition)
        : "(%s OR %s IS NULL)".formatted(condition, sql);
  }
}
