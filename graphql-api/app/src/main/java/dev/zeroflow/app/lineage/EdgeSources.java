package dev.zeroflow.app.lineage;

import dev.zeroflow.metadata.lineage.EdgeSource;
import dev.zeroflow.metadata.lineage.LineageView;

/** Gives each caller the lineage of its own project. */
@FunctionalInterface
public interface EdgeSources {
  EdgeSource of(String project, LineageView view);
}
