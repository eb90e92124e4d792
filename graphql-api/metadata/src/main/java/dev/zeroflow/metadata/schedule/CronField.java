package dev.zeroflow.metadata.schedule;

import dev.zeroflow.metadata.MetadataException;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;

/** The values that one field of a cron expression allows. */
final class CronField {
  /** What a field is about. */
  enum Unit {
    SECOND(0, 59, ""),
    MINUTE(0, 59, ""),
    HOUR(0, 23, ""),
    DAY_OF_MONTH(1, 31, ""),
    MONTH(1, 12, "JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC"),
    DAY_OF_WEEK(0, 6, "SUN MON TUE WED THU FRI SAT");

    private final int min;
    private final int max;
    private final String names;

    Unit(int min, int max, String names) {
      this.min = min;
      this.max = max;
      this.names = names;
    }
  }

  private final BitSet values;
  private final boolean any;

  private CronField(BitSet values, boolean any) {
    this.values = values;
    this.any = any;
  }

  /** Reads a list of values, ranges and steps. */
  static CronField parse(Unit unit, String text) {
    var values = new BitSet();
    boolean any = false;
    for (String part : text.split(",", -1)) {
      String[] step = part.split("/", -1);
      if (step.length > 2) {
        throw wrong(unit, part);
      }
      boolean all = step[0].equals("*") || step[0].equals("?");
      any |= all && step.length == 1;
      String[] range = all ? new String[] {unit.min + "", unit.max + ""} : step[0].split("-", -1);
      if (range.length > 2) {
        throw wrong(unit, part);
      }
      int from = value(unit, range[0], part);
      // A start with a step goes on to the end: 5/15 is 5-59/15.
      int otherwise = step.length == 2 ? unit.max : from;
      int to = range.length == 2 ? value(unit, range[1], part) : otherwise;
      int by = step.length == 2 ? number(unit, step[1], part) : 1;
      if (to < from || by < 1) {
        throw wrong(unit, part);
      }
      for (int i = from; i <= to; i += by) {
        values.set(i);
      }
    }
    return new CronField(values, any);
  }

  private static int value(Unit unit, String text, String part) {
    int named =
        text.isEmpty() ? -1 : List.of(unit.names.split(" ")).indexOf(text.toUpperCase(Locale.ROOT));
    int value = named >= 0 ? named + unit.min : number(unit, text, part);
    if (value < unit.min || value > unit.max) {
      throw wrong(unit, part);
    }
    return value;
  }

  private static int number(Unit unit, String text, String part) {
    if (!text.matches("[0-9]{1,3}")) {
      throw wrong(unit, part);
    }
    return Integer.parseInt(text);
  }

  private static MetadataException wrong(Unit unit, String part) {
    return MetadataException.badInput(
        "the %s of a cron expression is from %d to %d, not \"%s\""
            .formatted(
                unit.name().toLowerCase(Locale.ROOT).replace('_', ' '), unit.min, unit.max, part));
  }

  boolean has(int value) {
    return values.get(value);
  }

  /** Whether the field says nothing: it is a star or a question mark. */
  boolean isAny() {
    return any;
  }

  int first() {
    return values.nextSetBit(0);
  }

  int last() {
    return values.length() - 1;
  }

  /** The first value from there on, or -1. */
  int atOrAfter(int value) {
    return values.nextSetBit(value);
  }

  /** The last value up to there, or -1. */
  int atOrBefore(int value) {
    return value < 0 ? -1 : values.previousSetBit(value);
  }
}
