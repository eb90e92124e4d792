package dev.zeroflow.metadata.lineage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zeroflow.metadata.Digests;
import dev.zeroflow.metadata.artifact.Artifact;
import dev.zeroflow.metadata.lineage.LineageChange.What;
import dev.zeroflow.metadata.lineage.LineageFact.ArtifactRecorded;
import dev.zeroflow.metadata.lineage.LineageFact.EdgeRecorded;
import dev.zeroflow.metadata.lineage.LineageFact.ExecutionRecorded;
import dev.zeroflow.metadata.lineage.RecordedLineage.Registration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class LineageDiffTest {
  private static final Instant AT = Instant.parse("2026-01-02T03:04:05Z");
  private final List<LineageFact> facts = new ArrayList<>();
  private final Artifact names = artifact("names", "names");
  private final Artifact oldRows = artifact("rows", "old rows");
  private final Artifact newRows = artifact("rows", "new rows");
  private final Artifact oldModel = artifact("model", "old model");
  private final Artifact newModel = artifact("model", "new model");
  private final ExecutionRecorded oldFit = execution("fit");
  private final ExecutionRecorded newFit = execution("fit");
  private final Registration oldVersion = new Registration(UUID.randomUUID(), oldModel.id(), AT);
  private final Registration newVersion = new Registration(UUID.randomUUID(), newModel.id(), AT);

  private Artifact artifact(String name, String content) {
    var it =
        new Artifact(
            UUID.randomUUID(), "p", name, "t", "", Digests.sha256(content), 9, Map.of(), AT);
    facts.add(new ArtifactRecorded(it));
    return it;
  }

  private ExecutionRecorded execution(String task) {
    UUID id = UUID.randomUUID();
    var it = new ExecutionRecorded(id, "p", id, task, task, 1, ExecutionState.COMPLETE, AT, AT);
    facts.add(it);
    return it;
  }

  private void edge(ExecutionRecorded execution, Artifact artifact, Direction direction) {
    facts.add(new EdgeRecorded("p", execution.id(), artifact.id(), direction, artifact.name(), AT));
  }

  private LineageDiff diff() {
    edge(oldFit, names, Direction.INPUT);
    edge(newFit, names, Direction.INPUT);
    edge(oldFit, oldRows, Direction.INPUT);
    edge(newFit, newRows, Direction.INPUT);
    edge(oldFit, oldModel, Direction.OUTPUT);
    edge(newFit, newModel, Direction.OUTPUT);
    var source = new RecordedLineage(facts, List.of(oldVersion, newVersion), LineageView.NOW);
    Map<UUID, Map<String, String>> told =
        Map.of(
            oldFit.id(), Map.of("depth", "3", "label", "species"),
            newFit.id(), Map.of("depth", "5", "label", "species", "seed", "1"));
    return LineageDiff.between(
            oldVersion.id(), newVersion.id(), source, ids -> told, LineageWalk.MAX_HOPS)
        .orElseThrow();
  }

  @Test
  void historiesArePartedIntoWhatIsSharedAndWhatIsNot() {
    LineageDiff diff = diff();
    assertThat(diff.onlyA())
        .extracting(LineageNode::id)
        .containsExactly(oldVersion.id(), oldModel.id(), oldFit.id(), oldRows.id());
    assertThat(diff.onlyB())
        .extracting(LineageNode::id)
        .containsExactly(newVersion.id(), newModel.id(), newFit.id(), newRows.id());
    assertThat(diff.shared()).extracting(LineageNode::id).containsExactly(names.id());
    assertThat(diff.truncated()).isFalse();
  }

  @Test
  void aTaskOfBothHistoriesTellsWhatItDidOtherwise() {
    assertThat(diff().changes())
        .containsExactly(
            new LineageChange(What.PARAMETER, "fit", "depth", List.of("3"), List.of("5")),
            new LineageChange(What.PARAMETER, "fit", "seed", List.of(), List.of("1")),
            new LineageChange(
                What.INPUT, "fit", "rows", List.of(oldRows.digest()), List.of(newRows.digest())),
            new LineageChange(
                What.OUTPUT,
                "fit",
                "model",
                List.of(oldModel.digest()),
                List.of(newModel.digest())));
  }

  @Test
  void theImpactOfADataSetIsWhatWasMadeFromIt() {
    diff();
    var source = new RecordedLineage(facts, List.of(oldVersion, newVersion), LineageView.NOW);
    var impact = LineageImpact.of(oldRows.id(), source, 10).orElseThrow();
    assertThat(impact.modelVersions()).extracting(LineageNode::id).containsExactly(oldVersion.id());
    var ofBoth = LineageImpact.of(names.id(), source, 10).orElseThrow();
    assertThat(ofBoth.modelVersions())
        .extracting(LineageNode::id)
        .containsExactlyInAnyOrder(oldVersion.id(), newVersion.id());
  }
}
