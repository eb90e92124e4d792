package dev.zeroflow.tasks.learn;

import dev.zeroflow.tasks.table.Table;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Two parts of a table with the classes in the same proportions; the rows keep their order.
 *
 * @param train rows to learn from, at least one of each class
 * @param test rows to measure on, at least one of each class
 */
record StratifiedSplit(Table train, Table test) {
  /**
   * Splits by class.
   *
   * @param fraction part of the rows that become the test part, above 0 and below 1
   * @param seed equal seeds give equal splits; java.util.Random is specified to the bit
   */
  static StratifiedSplit of(Table table, double fraction, long seed) {
    var random = new Random(seed);
    List<Integer> train = new ArrayList<>();
    List<Integer> test = new ArrayList<>();
    for (List<Integer> rows : table.rowsByClass().values()) {
      List<Integer> shuffled = new ArrayList<>(rows);
      Collections.shuffle(shuffled, random);
      int count = Math.clamp(Math.round(rows.size() * fraction), 1, Math.max(1, rows.size() - 1));
      test.addAll(shuffled.subList(0, count));
      train.addAll(shuffled.subList(count, shuffled.size()));
    }
    Collections.sort(train);
    Collections.sort(test);
    return new StratifiedSplit(table.select(train), table.select(test));
  }
}
