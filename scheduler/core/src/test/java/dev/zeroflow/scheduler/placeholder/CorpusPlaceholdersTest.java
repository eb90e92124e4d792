package dev.zeroflow.scheduler.placeholder;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zeroflow.scheduler.placeholder.ExecutorInput.Artifact;
import dev.zeroflow.scheduler.spec.Component;
import dev.zeroflow.scheduler.spec.Corpus;
import dev.zeroflow.scheduler.spec.Dag;
import dev.zeroflow.scheduler.spec.Executor;
import dev.zeroflow.scheduler.spec.InputSource;
import dev.zeroflow.scheduler.spec.TaskSpec;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every placeholder that the real compiler emits is understood. */
class CorpusPlaceholdersTest {
  private static final Set<String> REFUSED = Set.of("quoted_reference", "mixed_up_groups");
  private static final RunFacts RUN =
      new RunFacts(
          Facts.RUN.run(), "name", "pipeline", "root", Facts.RUN.createdAt(), null, "/workspace");

  static List<String> names() {
    return Corpus.names().stream().filter(name -> !REFUSED.contains(name)).toList();
  }

  @ParameterizedTest
  @MethodSource("names")
  void noneIsLeftWhenAllInputsAreGiven(String name) {
    assertNoneLeft(Corpus.pipeline(name).dag());
  }

  private static void assertNoneLeft(Dag dag) {
    for (TaskSpec task : dag.tasks().values()) {
      PlaceholderValues values = values(task);
      for (InputSource source : task.inputs().values()) {
        if (source instanceof InputSource.Constant(Object constant)) {
          assertThat(Placeholders.present(Placeholders.expand(constant, values)))
              .as("%s", constant)
              .isFalse();
        }
      }
      switch (task.component().body()) {
        case Dag inner -> assertNoneLeft(inner);
        case Executor.Container container -> {
          assertThat(CommandLine.of(container, values).argv()).noneMatch(Placeholders::present);
          assertThat(expanded(container.image(), values)).doesNotContain("{{$");
          assertThat(expanded("" + container.resources(), values)).doesNotContain("{{$");
        }
        case Executor.Importer importer ->
            assertThat(Placeholders.present(Placeholders.expand(importer.metadata(), values)))
                .isFalse();
      }
    }
  }

  private static String expanded(String text, PlaceholderValues values) {
    return Template.parse(text).expand(values);
  }

  private static PlaceholderValues values(TaskSpec task) {
    Component component = task.component();
    Map<String, Object> parameters = new HashMap<>();
    task.inputs().keySet().forEach(input -> parameters.put(input, "v"));
    component.inputs().parameters().keySet().forEach(input -> parameters.put(input, "v"));
    Map<String, List<Artifact>> artifacts = new HashMap<>();
    var artifact = new Artifact("a", "system.Dataset", "/a", Map.of("rows", 1L));
    component.inputs().artifacts().keySet().forEach(it -> artifacts.put(it, List.of(artifact)));
    var input = new ExecutorInput(component, parameters, artifacts, "/task");
    return new PlaceholderValues(RUN, Facts.TASK, parameters, input);
  }

  @Test
  void theCommandLineOfTheStructuresIsWhatTheSdkWouldMakeOfIt() {
    TaskSpec task = Corpus.pipeline("structures").task("structured-3");
    var container = (Executor.Container) task.component().body();
    Map<String, Object> parameters = Map.of("text", "a b", "n", 3.0, "flag", "x; y");
    var table = new Artifact("table", "system.Dataset", "s3://b/t", Map.of());
    var given =
        new ExecutorInput(task.component(), parameters, Map.of("table", List.of(table)), "/task");
    assertThat(
            CommandLine.of(container, new PlaceholderValues(RUN, Facts.TASK, parameters, given))
                .argv())
        .containsExactly(
            "run",
            "--text=a b;3",
            "--function",
            "structured",
            "--flag",
            "x; y",
            "--both",
            "table=/s3/b/t",
            "{\"this\": \"is just JSON\"}");
    var less = Map.<String, Object>of("text", "a b", "n", 3.0);
    assertThat(CommandLine.of(container, new PlaceholderValues(RUN, Facts.TASK, less)).argv())
        .containsExactly(
            "run",
            "--text=a b;3",
            "--function",
            "structured",
            "--no-flag",
            "n3",
            "{\"this\": \"is just JSON\"}");
  }
}
