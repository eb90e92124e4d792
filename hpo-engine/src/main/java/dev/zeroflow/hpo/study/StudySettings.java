package dev.zeroflow.hpo.study;

import dev.zeroflow.hpo.HpoException;
import dev.zeroflow.hpo.Problem;
import java.util.List;

/**
 * What a study is about.
 *
 * @param directions one for each objective
 * @param seed all chance in the study comes from it
 */
public record StudySettings(List<Direction> directions, long seed) {
  /** Most objectives. */
  public static final int MAX_OBJECTIVES = 32;

  /** Checks the number of objectives. */
  public StudySettings {
    directions = List.copyOf(directions);
    if (directions.isEmpty() || directions.size() > MAX_OBJECTIVES) {
      throw new HpoException(
          Problem.INVALID_OPTION,
          "a study has 1 to %d objectives, not %d".formatted(MAX_OBJECTIVES, directions.size()));
    }
  }

  /** One objective to minimise. */
  public static StudySettings minimize(long seed) {
    return new StudySettings(List.of(Direction.MINIMIZE), seed);
  }
}
