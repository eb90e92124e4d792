package dev.zeroflow.metadata.lineage;

import dev.zeroflow.metadata.Digests;
import dev.zeroflow.metadata.artifact.Artifact;
import dev.zeroflow.metadata.lineage.LineageFact.ArtifactRecorded;
import dev.zeroflow.metadata.lineage.LineageFact.EdgeRecorded;
import dev.zeroflow.metadata.lineage.LineageFact.ExecutionRecorded;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/**
 * A small random history: few contents and few times, so that equal ones are common; edges lead
 * anywhere, so that there are cycles.
 */
public final class RandomLineage {
  public static final Instant START = Instant.parse("2026-01-02T03:04:05Z");

  /** Seconds behind the start within which everything happens. */
  public static final int SECONDS = 8;

  private final Random random;
  private final String project;
  private final List<Artifact> artifacts = new ArrayList<>();
  private final List<ExecutionRecorded> executions = new ArrayList<>();
  private final List<LineageFact> facts = new ArrayList<>();

  public RandomLineage(long seed, String project) {
    this.random = new Random(seed);
    this.project = project;
    for (int i = 0; i < 4 + random.nextInt(10); i++) {
      artifacts.add(artifact("artifact-" + i));
      executions.add(execution("task-" + i));
    }
    artifacts.forEach(it -> facts.add(new ArtifactRecorded(it)));
    facts.addAll(executions);
    int edges = random.nextInt(3 * artifacts.size());
    for (int i = 0; i < edges; i++) {
      facts.add(
          new EdgeRecorded(
              project,
              executions.get(random.nextInt(executions.size())).id(),
              artifacts.get(random.nextInt(artifacts.size())).id(),
              random.nextBoolean() ? Direction.INPUT : Direction.OUTPUT,
              "slot-" + i,
              time()));
    }
  }

  private UUID id() {
    return new UUID(random.nextLong(), random.nextLong());
  }

  private Instant time() {
    return START.plusSeconds(random.nextInt(SECONDS));
  }

  private Artifact artifact(String name) {
    int size = random.nextInt(3);
    String digest =
        switch (random.nextInt(6)) {
          case 0 -> "";
          case 1 -> "etag:same";
          default -> Digests.sha256(project + random.nextInt(3));
        };
    return new Artifact(
        id(), project, name, "system.Dataset", "s3://b/" + name, digest, size, Map.of(), time());
  }

  private ExecutionRecorded execution(String name) {
    Instant at = time();
    return new ExecutionRecorded(
        id(), project, id(), name, name, 1, ExecutionState.COMPLETE, at, at);
  }

  public List<LineageFact> facts() {
    return facts;
  }

  /** All nodes but model versions. */
  public List<UUID> nodes() {
    List<UUID> nodes = new ArrayList<>();
    artifacts.forEach(it -> nodes.add(it.id()));
    executions.forEach(it -> nodes.add(it.id()));
    return nodes;
  }

  /** Some of the artifacts, registered as models. */
  public List<RecordedLineage.Registration> registrations() {
    return artifacts.stream()
        .filter(it -> it.id().hashCode() % 3 == 0)
        .map(
            it -> {
              Instant at = START.plusSeconds(Math.floorMod(it.id().hashCode(), SECONDS));
              return new RecordedLineage.Registration(
                  new UUID(it.id().getLeastSignificantBits(), 1), it.id(), at);
            })
        .toList();
  }
}
