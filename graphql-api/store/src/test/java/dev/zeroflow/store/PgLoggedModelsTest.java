package dev.zeroflow.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zeroflow.metadata.Digests;
import dev.zeroflow.metadata.MetadataException;
import dev.zeroflow.metadata.artifact.Artifact;
import dev.zeroflow.metadata.file.FilePath;
import dev.zeroflow.metadata.lineage.ExecutionState;
import dev.zeroflow.metadata.lineage.LineageEdge;
import dev.zeroflow.metadata.lineage.LineageNode;
import dev.zeroflow.metadata.lineage.LineageView;
import dev.zeroflow.metadata.lineage.LineageWalk;
import dev.zeroflow.metadata.lineage.Walk;
import dev.zeroflow.metadata.run.RunState;
import dev.zeroflow.metadata.search.Found;
import dev.zeroflow.metadata.search.Order;
import dev.zeroflow.metadata.search.SearchTarget;
import dev.zeroflow.metadata.tracking.DatasetVersion;
import dev.zeroflow.metadata.tracking.Entry;
import dev.zeroflow.metadata.tracking.LogBatch;
import dev.zeroflow.metadata.tracking.LoggedModel;
import dev.zeroflow.metadata.tracking.LoggedModelSearch;
import dev.zeroflow.metadata.tracking.LoggedModelSearch.ModelOrder;
import dev.zeroflow.metadata.tracking.LoggedModelSearch.OnDataset;
import dev.zeroflow.metadata.tracking.LoggedModelState;
import dev.zeroflow.metadata.tracking.MetricPoint;
import dev.zeroflow.metadata.tracking.ModelContent;
import dev.zeroflow.metadata.tracking.NewLoggedModel;
import dev.zeroflow.metadata.tracking.NewRun;
import dev.zeroflow.metadata.tracking.RunChange;
import dev.zeroflow.metadata.tracking.RunInputs.DatasetInput;
import dev.zeroflow.metadata.tracking.RunInputs.DatasetSummary;
import dev.zeroflow.metadata.tracking.RunInputs.Logged;
import dev.zeroflow.metadata.tracking.RunInputs.ModelOutput;
import dev.zeroflow.metadata.tracking.TrackingExperiment;
import dev.zeroflow.metadata.tracking.TrackingRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Logged models, and what runs have read and put out. */
class PgLoggedModelsTest extends PostgresTest {
  private static final ModelContent CONTENT = new ModelContent(Digests.sha256("files"), 7);
  private static final DatasetVersion IRIS =
      new DatasetVersion(
          "iris", "d1", "local", "{\"uri\": \"iris.csv\"}", "{}", "p".repeat(70_000));

  private final PgTrackingRuns runs = new PgTrackingRuns(POOL);
  private final PgLoggedModels models = new PgLoggedModels(POOL);
  private final PgRunInputs inputs = new PgRunInputs(POOL);
  private TrackingExperiment experiment;
  private TrackingRun run;

  @BeforeEach
  void begin() {
    experiment =
        new PgTrackingExperiments(POOL, new PgExperiments(POOL))
            .create(UUID.randomUUID(), project, "e", "", Map.of(), NOW);
    run = started("train");
  }

  private TrackingRun started(String name) {
    UUID id = UUID.randomUUID();
    runs.create(NewRun.ofClient(id, experiment, name, "me", NOW, List.of()));
    return runs.find(project, id).orElseThrow();
  }

  private UUID model(String name, Entry... tags) {
    UUID id = UUID.randomUUID();
    models.create(
        new NewLoggedModel(
            id,
            project,
            experiment.id(),
            name,
            "sklearn",
            run.id(),
            List.of(new Entry("depth", "3")),
            List.of(tags),
            NOW));
    return id;
  }

  private LoggedModel found(UUID id) {
    return models.find(project, id).orElseThrow();
  }

  private void finish(UUID id) {
    models.finish(project, id, LoggedModelState.READY, CONTENT, NOW.plusSeconds(1));
  }

  private Artifact artifact(UUID id) {
    return new PgArtifacts(POOL).find(project, id).orElseThrow();
  }

  /** An edge, whatever its slot and time. */
  private record Step(UUID from, UUID to, LineageEdge.Role role) {}

  private List<Step> upstream(UUID id) {
    var source = new PgEdgeSource(POOL, project, LineageView.NOW);
    return LineageWalk.from(id, source, Walk.UPSTREAM, 5).orElseThrow().edges().stream()
        .map(edge -> new Step(edge.from(), edge.to(), edge.role()))
        .toList();
  }

  @Test
  void aModelIsPendingUntilItsFilesAreThere() {
    UUID id = model("iris", new Entry("b", "2"), new Entry("a", "1"));
    LoggedModel made = found(id);
    assertThat(made.state()).isEqualTo(LoggedModelState.PENDING);
    assertThat(made.tags()).extracting(Entry::key).containsExactly("a", "b");
    assertThat(made.parameters()).containsExactly(new Entry("depth", "3"));
    assertThat(new PgArtifacts(POOL).find(project, id)).isEmpty();
    finish(id);
    assertThat(found(id).state()).isEqualTo(LoggedModelState.READY);
    assertThat(models.find("other", id)).isEmpty();
  }

  @Test
  void aReadyModelIsAnArtifactThatItsRunPutOutAlsoWhenItIsSaidTwice() {
    UUID id = model("iris");
    finish(id);
    models.finish(
        project, id, LoggedModelState.READY, new ModelContent(Digests.sha256("x"), 1), NOW);
    Artifact artifact = artifact(id);
    assertThat(artifact.digest()).isEqualTo(CONTENT.digest());
    assertThat(artifact.size()).isEqualTo(7);
    assertThat(artifact.uri())
        .isEqualTo(
            "mlflow-artifacts:/%d/models/m-%s/artifacts/"
                .formatted(experiment.number(), id.toString().replace("-", "")));
    assertThat(artifact.isObject()).isFalse();
    assertThat(upstream(id)).containsExactly(new Step(run.id(), id, LineageEdge.Role.OUTPUT));
  }

  @Test
  void aModelWhoseFilesFailedIsNoArtifact() {
    UUID id = model("iris");
    models.finish(project, id, LoggedModelState.UPLOAD_FAILED, CONTENT, NOW);
    assertThat(found(id).state()).isEqualTo(LoggedModelState.UPLOAD_FAILED);
    assertThat(new PgArtifacts(POOL).find(project, id)).isEmpty();
  }

  @Test
  void parametersStayAndTagsChange() {
    UUID id = model("iris");
    models.logParameters(project, id, List.of(new Entry("depth", "3"), new Entry("c", "1")), NOW);
    assertThatThrownBy(
            () ->
                models.logParameters(
                    project, id, List.of(new Entry("new", "1"), new Entry("depth", "4")), NOW))
        .isInstanceOf(MetadataException.class)
        .hasMessageContaining("\"3\"")
        .hasMessageContaining("\"4\"");
    assertThat(found(id).parameters()).extracting(Entry::key).containsExactly("c", "depth");
    models.setTags(project, id, List.of(new Entry("a", "1")), NOW);
    models.setTags(project, id, List.of(new Entry("a", "2")), NOW);
    assertThat(found(id).tags()).containsExactly(new Entry("a", "2"));
    assertThat(models.removeTag(project, id, "a", NOW)).isTrue();
    assertThat(models.removeTag(project, id, "a", NOW)).isFalse();
    assertThat(models.removeTag("other", id, "a", NOW)).isFalse();
  }

  @Test
  void whatIsDeletedIsNotThere() {
    UUID id = model("iris");
    assertThat(models.delete("other", id, NOW)).isFalse();
    assertThat(models.delete(project, id, NOW)).isTrue();
    assertThat(models.delete(project, id, NOW)).isFalse();
    assertThat(models.find(project, id)).isEmpty();
    assertThatThrownBy(() -> finish(id)).isInstanceOf(MetadataException.class);
    assertThatThrownBy(() -> models.setTags(project, id, List.of(), NOW))
        .isInstanceOf(MetadataException.class);
    assertThat(search("", List.of())).isEmpty();
  }

  @Test
  void namesThatMeanSomethingInAddressesAreRefused() {
    for (String name : List.of("a/b", "a:b", "a.b", "a%b", "a\"b", "a'b", "", "x".repeat(501))) {
      assertThatThrownBy(() -> model(name)).as(name).isInstanceOf(MetadataException.class);
    }
  }

  private List<String> search(String filter, List<ModelOrder> orders, OnDataset... datasets) {
    return pages(filter, orders, 10, datasets);
  }

  private List<String> pages(
      String filter, List<ModelOrder> orders, int size, OnDataset... datasets) {
    List<String> names = new ArrayList<>();
    String token = "";
    do {
      var search =
          LoggedModelSearch.of(
              List.of(experiment.id()), List.of(datasets), filter, orders, token, size);
      Found<LoggedModel> found = models.search(project, search);
      found.items().forEach(it -> names.add(it.name()));
      String next = search.search().next(found);
      token = next == null ? "" : next;
    } while (!token.isEmpty());
    return names;
  }

  @Test
  void pagesFollowEachOtherInEveryOrder() {
    for (int i = 0; i < 7; i++) {
      UUID id = model("m" + i);
      if (i % 3 != 0) {
        measure(id, "acc", i == 4 ? Double.NaN : i % 2, "test");
      }
    }
    for (var orders :
        List.of(
            List.<ModelOrder>of(),
            List.of(by("metrics.acc DESC", "test")),
            List.of(by("metrics.acc", "")),
            List.of(by("name DESC", "")),
            List.of(by("metrics.acc", "test"), by("name", "")))) {
      List<String> whole = pages("", orders, 10);
      assertThat(whole).hasSize(7).doesNotHaveDuplicates();
      for (int size : List.of(1, 2, 3)) {
        assertThat(pages("", orders, size)).as("%s by %d", orders, size).isEqualTo(whole);
      }
    }
  }

  @Test
  void readyModelsAreFoundByWhereTheirFilesLie() {
    UUID ready = model("ready");
    UUID pending = model("pending");
    finish(ready);
    String root = path(ready);
    String home = Long.toString(experiment.number());
    String above = root.replace("/artifacts", "");
    for (String at : List.of(root, root + "/a/b", above, home + "/models", home)) {
      assertThat(models.readyAt(project, FilePath.file(at))).as(at).contains(ready);
    }
    for (String at : List.of(path(pending), home + "/mode", home + "0", root + "x", above + "0")) {
      assertThat(models.readyAt(project, FilePath.file(at))).as(at).isEmpty();
    }
    assertThat(models.readyAt("other", FilePath.file(root))).isEmpty();
    models.delete(project, ready, NOW);
    assertThat(models.readyAt(project, FilePath.file(root))).isEmpty();
  }

  private String path(UUID model) {
    String id = model.toString().replace("-", "");
    return "%d/models/m-%s/artifacts".formatted(experiment.number(), id);
  }

  private void measure(UUID model, String key, double value, String dataset) {
    var point = new MetricPoint(key, value, 1, 0, model, dataset, dataset == null ? null : "d1");
    runs.log(project, run.id(), new LogBatch(List.of(point), List.of(), List.of()));
  }

  private static ModelOrder by(String order, String dataset) {
    return new ModelOrder(
        Order.parse(order, SearchTarget.LOGGED_MODELS),
        new OnDataset(dataset, dataset.isEmpty() ? "" : "d1"));
  }

  @Test
  void modelsAreFoundByWhatIsKnownOfThem() {
    UUID good = model("good", new Entry("team", "vision"));
    UUID bad = model("bad");
    measure(good, "acc", 0.9, "test");
    measure(good, "acc", 0.2, "train");
    measure(bad, "acc", 0.5, "test");
    finish(good);
    assertThat(search("name = 'good'", List.of())).containsExactly("good");
    assertThat(search("status = 'READY'", List.of())).containsExactly("good");
    assertThat(search("tags.team LIKE 'vis%' AND params.depth = '3'", List.of()))
        .containsExactly("good");
    assertThat(search("metrics.acc > 0.4", List.of(by("metrics.acc DESC", "test"))))
        .containsExactly("good", "bad");
    assertThat(search("metrics.acc > 0.95", List.of())).isEmpty();
    assertThat(search("", List.of(by("metrics.acc", "train")))).containsExactly("good", "bad");
    assertThat(search("", List.of(by("name", "")))).containsExactly("bad", "good");
    assertThat(search("", List.of(), new OnDataset("train", ""))).containsExactly("good");
    assertThat(search("", List.of(), new OnDataset("train", "d2"))).isEmpty();
    String id = "m-" + good.toString().replace("-", "");
    assertThat(search("model_id = '" + id + "'", List.of())).containsExactly("good");
    String source = run.id().toString().replace("-", "");
    assertThat(search("source_run_id = '" + source + "'", List.of())).hasSize(2);
    assertThat(found(good).metrics()).hasSize(2);
  }

  private static DatasetInput read(DatasetVersion dataset, String context) {
    return new DatasetInput(dataset, List.of(new Entry(DatasetInput.CONTEXT, context)));
  }

  private Logged logged(TrackingRun of) {
    return inputs.of(project, List.of(of.id())).getOrDefault(of.id(), Logged.NOTHING);
  }

  @Test
  void dataSetsOfARunAreItsInputs() {
    for (int twice = 0; twice < 2; twice++) {
      inputs.logInputs(run, List.of(read(IRIS, "train")), List.of(), NOW);
    }
    assertThat(logged(run).datasets()).containsExactly(read(IRIS, "train"));
    Artifact artifact = artifact(IRIS.id(project));
    assertThat(artifact.digest()).isEqualTo("client:d1");
    assertThat(artifact.uri()).isEmpty();
    assertThat(artifact.isObject()).isFalse();
    assertThat(inputs.datasets(project, List.of(experiment.id())))
        .containsExactly(new DatasetSummary(experiment.number(), "iris", "d1", "train"));
    assertThat(inputs.of("other", List.of(run.id()))).isEmpty();
  }

  @Test
  void manyRunsAreShownWithoutLongProfiles() {
    TrackingRun other = started("other");
    inputs.logInputs(run, List.of(read(IRIS, "train")), List.of(), NOW);
    inputs.logInputs(other, List.of(read(IRIS, "eval")), List.of(), NOW);
    Map<UUID, Logged> both = inputs.of(project, List.of(run.id(), other.id()));
    assertThat(both.get(run.id()).datasets().getFirst().dataset().profile()).isNull();
    assertThat(both.get(run.id()).datasets().getFirst().dataset().schema()).isEqualTo("{}");
    assertThat(both.get(other.id()).datasets().getFirst().context()).isEqualTo("eval");
    assertThat(logged(run).datasets().getFirst().dataset().profile()).hasSize(70_000);
  }

  @Test
  void lineageLeadsFromAModelThroughRunsToTheDataAlsoIfTheRunEndsLater() {
    UUID id = model("iris");
    inputs.logInputs(run, List.of(read(IRIS, "train")), List.of(), NOW);
    inputs.logOutputs(run, List.of(new ModelOutput(id, 3)), NOW);
    finish(id);
    TrackingRun evaluation = started("evaluate");
    inputs.logInputs(evaluation, List.of(), List.of(id), NOW);
    runs.update(project, run.id(), new RunChange(RunState.SUCCEEDED, NOW.plusSeconds(9), null));
    assertThat(upstream(id))
        .containsExactlyInAnyOrder(
            new Step(run.id(), id, LineageEdge.Role.OUTPUT),
            new Step(IRIS.id(project), run.id(), LineageEdge.Role.INPUT));
    assertThat(upstream(evaluation.id()))
        .contains(new Step(id, evaluation.id(), LineageEdge.Role.INPUT));
    assertThat(new PgEdgeSource(POOL, project, LineageView.NOW).nodes(List.of(run.id())))
        .extracting(LineageNode::state)
        .containsExactly(ExecutionState.COMPLETE);
    assertThat(logged(run).outputs()).containsExactly(new ModelOutput(id, 3));
    assertThat(logged(evaluation).models()).containsExactly(id);
  }

  @Test
  void aRunPutsOutOnlyModelsThatAreThere() {
    UUID unknown = UUID.randomUUID();
    assertThatThrownBy(() -> inputs.logOutputs(run, List.of(new ModelOutput(unknown, 0)), NOW))
        .isInstanceOf(MetadataException.class)
        .hasMessageContaining("not found");
    assertThatThrownBy(() -> inputs.logInputs(run, List.of(read(IRIS, "a")), List.of(unknown), NOW))
        .isInstanceOf(MetadataException.class);
    assertThat(logged(run)).isEqualTo(Logged.NOTHING);
  }
}
