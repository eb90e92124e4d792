package dev.zeroflow.tasks.table;

import dev.zeroflow.tasks.attempt.TaskException;

/** The user's error for a file that is not the table that was asked for. */
final class BadTable {
  private static final String CODE = "BAD_TABLE";

  private BadTable() {}

  static TaskException because(String message) {
    return TaskException.user(CODE, message);
  }

  /** Row is the line in the file, counted from 1; the header is row 1. */
  static TaskException at(long row, String message) {
    return because("Row " + row + ": " + message);
  }

  static TaskException at(long row, String column, String message) {
    return because("Row " + row + ", column " + column + ": " + message);
  }
}
