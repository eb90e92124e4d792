package dev.zeroflow.app.lineage;

import dev.zeroflow.metadata.lineage.EdgeSource;

/** Gives each caller the lineage of its own project. */
@FunctionalInterface
public interface EdgeSources {
  EdgeSource of(String project);
}
