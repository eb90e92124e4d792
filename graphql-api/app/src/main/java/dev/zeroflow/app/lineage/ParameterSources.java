package dev.zeroflow.app.lineage;

import dev.zeroflow.metadata.lineage.ExecutionParameters;

/** Gives each caller the parameters of executions of its own project. */
@FunctionalInterface
public interface ParameterSources {
  ExecutionParameters of(String project);
}
