package dev.zeroflow.metadata.lineage;

import dev.zeroflow.metadata.artifact.Artifact;
import dev.zeroflow.metadata.lineage.LineageEdge.Role;
import dev.zeroflow.metadata.lineage.LineageFact.ArtifactRecorded;
import dev.zeroflow.metadata.lineage.LineageFact.EdgeRecorded;
import dev.zeroflow.metadata.lineage.LineageFact.ExecutionRecorded;
import dev.zeroflow.metadata.lineage.LineageFact.MetricRecorded;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Facts as a source of edges: the definitions of the modes, written out without thought of speed.
 */
public final class RecordedLineage implements EdgeSource {
  /** A model version of an artifact. */
  public record Registration(UUID id, UUID artifact, Instant at) {}

  private final Map<UUID, Artifact> artifacts = new HashMap<>();
  private final Map<UUID, ExecutionRecorded> executions = new HashMap<>();
  private final List<EdgeRecorded> recorded = new ArrayList<>();
  private final Map<UUID, Registration> registrations = new HashMap<>();
  private final List<LineageEdge> edges = new ArrayList<>();
  private int calls;

  public RecordedLineage(
      List<LineageFact> facts, List<Registration> registrations, LineageView view) {
    Instant end = view.asOf() == null ? Instant.MAX : view.asOf();
    facts.forEach(fact -> add(fact, end));
    registrations.stream()
        .filter(it -> !it.at().isAfter(end) && artifacts.containsKey(it.artifact()))
        .forEach(it -> this.registrations.put(it.id(), it));
    recorded.removeIf(
        it -> !artifacts.containsKey(it.artifactId()) || !executions.containsKey(it.executionId()));
    addEdges(view.mode());
  }

  private void add(LineageFact fact, Instant end) {
    switch (fact) {
      case ArtifactRecorded(Artifact it) when !it.createdAt().isAfter(end) ->
          artifacts.put(it.id(), it);
      case ExecutionRecorded it when !Objects.requireNonNull(it.startedAt()).isAfter(end) ->
          executions.put(it.id(), it);
      case EdgeRecorded it when !it.at().isAfter(end) -> recorded.add(it);
      case ArtifactRecorded _, ExecutionRecorded _, EdgeRecorded _, MetricRecorded _ -> {}
    }
  }

  private void addEdges(LineageMode mode) {
    Map<String, List<Artifact>> byContent =
        artifacts.values().stream().collect(Collectors.groupingBy(RecordedLineage::content));
    Map<String, EdgeRecorded> newest = new HashMap<>();
    Comparator<EdgeRecorded> order =
        Comparator.comparing(EdgeRecorded::at)
            .thenComparing(it -> it.executionId().toString())
            .thenComparing(it -> artifacts.get(it.artifactId()), FIRST.reversed());
    for (EdgeRecorded it : recorded) {
      if (it.direction() == Direction.OUTPUT) {
        newest.merge(
            content(artifacts.get(it.artifactId())),
            it,
            (known, other) -> order.compare(known, other) >= 0 ? known : other);
      }
    }
    for (EdgeRecorded it : recorded) {
      boolean left =
          mode == LineageMode.LATEST
              && it.direction() == Direction.OUTPUT
              && !newest
                  .get(content(artifacts.get(it.artifactId())))
                  .executionId()
                  .equals(it.executionId());
      if (!left) {
        edges.add(edge(it));
      }
    }
    registrations
        .values()
        .forEach(
            it ->
                edges.add(new LineageEdge(it.artifact(), it.id(), Role.REGISTERED, null, it.at())));
    if (mode != LineageMode.EXACT) {
      byContent.forEach((content, same) -> join(mode, newest.get(content), same));
    }
  }

  private static final Comparator<Artifact> FIRST =
      Comparator.comparing(Artifact::createdAt).thenComparing(it -> it.id().toString());

  private void join(LineageMode mode, EdgeRecorded newest, List<Artifact> same) {
    Artifact centre =
        mode == LineageMode.LATEST && newest != null
            ? artifacts.get(newest.artifactId())
            : same.stream().min(FIRST).orElseThrow();
    for (Artifact other : same) {
      if (other != centre) {
        Instant later =
            other.createdAt().isAfter(centre.createdAt()) ? other.createdAt() : centre.createdAt();
        edges.add(new LineageEdge(centre.id(), other.id(), Role.SAME_CONTENT, null, later));
      }
    }
  }

  private static String content(Artifact artifact) {
    String digest = artifact.digest();
    boolean known =
        (digest.startsWith("sha256:") && artifact.size() > 0)
            || (digest.startsWith("client:") && digest.length() >= "client:".length() + 8);
    return known ? digest : artifact.id().toString();
  }

  private static LineageEdge edge(EdgeRecorded it) {
    return switch (it.direction()) {
      case INPUT ->
          new LineageEdge(it.artifactId(), it.executionId(), Role.INPUT, it.slot(), it.at());
      case OUTPUT ->
          new LineageEdge(it.executionId(), it.artifactId(), Role.OUTPUT, it.slot(), it.at());
    };
  }

  /** Every edge of the view. */
  public List<LineageEdge> all() {
    return edges;
  }

  /** How often edges were asked for. */
  int calls() {
    return calls;
  }

  @Override
  public List<LineageEdge> edges(Collection<UUID> frontier, Walk walk, int limit) {
    calls++;
    return edges.stream()
        .filter(
            edge ->
                edge.role().isJoin()
                    ? frontier.contains(edge.from()) || frontier.contains(edge.to())
                    : frontier.contains(walk == Walk.UPSTREAM ? edge.to() : edge.from()))
        .limit(limit)
        .toList();
  }

  @Override
  public List<LineageNode> nodes(Collection<UUID> ids) {
    List<LineageNode> nodes = new ArrayList<>();
    for (UUID id : ids) {
      if (artifacts.containsKey(id)) {
        Artifact it = artifacts.get(id);
        nodes.add(node(id, LineageNode.Kind.ARTIFACT, it.name(), it.digest(), null));
      } else if (executions.containsKey(id)) {
        ExecutionRecorded it = executions.get(id);
        nodes.add(node(id, LineageNode.Kind.EXECUTION, it.name(), null, it.taskPath()));
      } else if (registrations.containsKey(id)) {
        nodes.add(node(id, LineageNode.Kind.MODEL_VERSION, "model:1", null, null));
      }
    }
    return nodes;
  }

  private static LineageNode node(
      UUID id, LineageNode.Kind kind, String name, String digest, String task) {
    return new LineageNode(id, kind, name, null, null, digest, null, task, null, null, null);
  }
}
