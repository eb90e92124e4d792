package dev.zeroflow.metadata.listing;

import dev.zeroflow.metadata.MetadataException;
import java.util.stream.Stream;

/** How a predicate compares; the numbers are those of the Kubeflow Pipelines API. */
public enum Operation {
  EQUALS(1),
  NOT_EQUALS(2),
  GREATER_THAN(3),
  GREATER_THAN_EQUALS(5),
  LESS_THAN(6),
  LESS_THAN_EQUALS(7),
  IN(8),
  IS_SUBSTRING(9);

  private final int number;

  Operation(int number) {
    this.number = number;
  }

  /**
   * The operation with this name or number.
   *
   * @throws MetadataException with BAD_INPUT if there is none
   */
  public static Operation of(String nameOrNumber) {
    return Stream.of(values())
        .filter(it -> it.name().equals(nameOrNumber) || nameOrNumber.equals(it.number + ""))
        .findFirst()
        .orElseThrow(
            () -> MetadataException.badInput("there is no operation \"" + nameOrNumber + "\""));
  }
}
