package dev.zeroflow.metadata.outside;

import dev.zeroflow.metadata.Digests;
import dev.zeroflow.metadata.lineage.Direction;
import dev.zeroflow.metadata.outside.OutsideEvent.Progress;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What an event means for the graph.
 *
 * <p>An output is the version that the job names, or else what this run wrote; it is also the data
 * set as such, which is what a job reads that names no version. So jobs that say nothing of
 * versions are connected, and those that do are connected exactly.
 *
 * @param execution null if the event is about data sets alone
 * @param artifacts by id
 * @param edges each once
 * @param facets JSON texts by name, by id of their node
 */
public record OutsideRows(
    @Nullable Execution execution,
    Map<UUID, Artifact> artifacts,
    Set<Edge> edges,
    Map<UUID, Map<String, String>> facets) {
  /** Longer names of data sets are cut where they name an edge, as an index holds them. */
  private static final int MAX_SLOT = 200;

  /** A run of a job, or a job. */
  public record Execution(UUID id, UUID runId, OutsideJob job, Progress progress) {}

  /**
   * A data set, or a version of one.
   *
   * @param digest the same for the same version, whoever names it; empty if nothing is known
   */
  public record Artifact(UUID id, OutsideDataset dataset, String digest) {}

  /** The execution read or wrote the artifact, under the name of the data set. */
  public record Edge(UUID artifact, Direction direction, String slot) {}

  /** The rows of an event. */
  public static OutsideRows of(String project, OutsideEvent event) {
    Execution execution = execution(project, event);
    // Sorted, so that events about the same things wait for each other and never in a circle.
    var rows = new OutsideRows(execution, new TreeMap<>(), new LinkedHashSet<>(), new HashMap<>());
    if (execution != null) {
      rows.describe(execution.id(), execution.job().facets());
    }
    if (execution != null && event.run() != null) {
      rows.describe(execution.id(), event.run().facets());
    }
    event.inputs().forEach(it -> rows.add(project, it, Direction.INPUT));
    event.outputs().forEach(it -> rows.add(project, it, Direction.OUTPUT));
    return rows;
  }

  private static @Nullable Execution execution(String project, OutsideEvent event) {
    OutsideJob job = event.job();
    OutsideEvent.Run run = event.run();
    if (job == null) {
      return null;
    }
    if (run == null) {
      UUID id = OutsideIds.job(project, job.namespace(), job.name());
      return new Execution(id, id, job, Progress.OTHER);
    }
    UUID id = OutsideIds.run(project, run.id(), job.namespace(), job.name());
    return new Execution(id, run.id(), job, run.progress());
  }

  private void add(String project, OutsideDataset dataset, Direction direction) {
    String namespace = dataset.namespace();
    String name = dataset.name();
    String version = dataset.version();
    if (version != null) {
      String digest =
          Digests.sha256(String.join("\0", namespace, name, version)).replace("sha256:", "client:");
      UUID id = OutsideIds.version(project, namespace, name, version);
      add(new Artifact(id, dataset, digest), direction);
    }
    if (version == null && direction == Direction.OUTPUT && execution != null) {
      UUID id = OutsideIds.written(project, namespace, name, execution.id());
      add(new Artifact(id, dataset, ""), direction);
    }
    if (version == null || direction == Direction.OUTPUT) {
      add(new Artifact(OutsideIds.dataset(project, namespace, name), dataset, ""), direction);
    }
  }

  private void add(Artifact artifact, Direction direction) {
    artifacts.putIfAbsent(artifact.id(), artifact);
    describe(artifact.id(), artifact.dataset().facets());
    if (execution != null) {
      edges.add(new Edge(artifact.id(), direction, slot(artifact.dataset().name())));
    }
  }

  private static String slot(String name) {
    return name.substring(0, Math.min(name.length(), MAX_SLOT));
  }

  private void describe(UUID node, Map<String, String> said) {
    facets.computeIfAbsent(node, id -> new LinkedHashMap<>()).putAll(said);
  }
}
