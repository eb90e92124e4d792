package dev.zeroflow.app.run;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Enum;

/** What a task is made of. */
@Enum("TaskKind")
@Description("What a task is made of.")
public enum ApiTaskKind {
  @Description("Calls a function.")
  CONTAINER,

  @Description("Names an artifact that exists already.")
  IMPORTER,

  @Description("Has tasks of its own.")
  DAG,

  @Description("Has an iteration for each of its items.")
  LOOP,

  @Description("Its tasks work on one item of a loop.")
  ITERATION;

  static ApiTaskKind of(dev.zeroflow.metadata.run.TaskKind value) {
    return switch (value) {
      case CONTAINER -> CONTAINER;
      case IMPORTER -> IMPORTER;
      case DAG -> DAG;
      case LOOP -> LOOP;
      case ITERATION -> ITERATION;
    };
  }
}
