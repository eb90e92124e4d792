package dev.zeroflow.scheduler.spec;

import org.jspecify.annotations.Nullable;

/** Where an input of a task comes from. */
public sealed interface InputSource {
  /** A JSON value in the document; texts in it, at any depth, may hold placeholders. */
  record Constant(@Nullable Object value) implements InputSource {}

  /**
   * A parameter of the enclosing graph. If that has none of the name, it is one of a graph further
   * out, where the root has it without {@code pipelinechannel--}; if none has it, it is absent.
   */
  record GraphParameter(String name) implements InputSource {}

  /** An artifact of the enclosing graph. */
  record GraphArtifact(String name) implements InputSource {}

  /** A parameter that a sibling task puts out. */
  record TaskParameter(String task, String output) implements InputSource {}

  /** An artifact that a sibling task puts out. */
  record TaskArtifact(String task, String output) implements InputSource {}

  /** How a sibling task ended. */
  record FinalStatus(String task) implements InputSource {}

  /**
   * A member of a struct, or of a text that holds one: {@code parseJson(string_value)["x"]}. Absent
   * if the struct is.
   */
  record Member(InputSource of, String name) implements InputSource {}

  /** Whether it gives artifacts; otherwise it gives a parameter. */
  default boolean isArtifact() {
    return switch (this) {
      case GraphArtifact ignored -> true;
      case TaskArtifact ignored -> true;
      case Constant ignored -> false;
      case GraphParameter ignored -> false;
      case TaskParameter ignored -> false;
      case FinalStatus ignored -> false;
      case Member ignored -> false;
    };
  }
}
