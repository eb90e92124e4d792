package dev.zeroflow.metadata.lineage;

import java.util.Collection;
import java.util.Map;
import java.util.UUID;

/** What executions were told. Blocking; sees one project only. */
@FunctionalInterface
public interface ExecutionParameters {
  /** Most parameters that are returned at once. */
  int MAX_PARAMETERS = 20_000;

  /** Parameters by name for each execution that has some; long values are cut. */
  Map<UUID, Map<String, String>> of(Collection<UUID> executions);
}
