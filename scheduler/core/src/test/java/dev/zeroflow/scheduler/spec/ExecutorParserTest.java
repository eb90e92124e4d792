package dev.zeroflow.scheduler.spec;

import static dev.zeroflow.scheduler.spec.PipelineText.constant;
import static dev.zeroflow.scheduler.spec.PipelineText.members;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.zeroflow.scheduler.spec.Argument.Concat;
import dev.zeroflow.scheduler.spec.Argument.IfPresent;
import dev.zeroflow.scheduler.spec.Argument.Text;
import dev.zeroflow.scheduler.spec.InvalidPipelineException.Code;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExecutorParserTest {
  private static PipelineText document(Map<String, Object> executor) {
    return PipelineText.with(root -> root.task("a").outputArtifact("artifact"))
        .set(executor, "deploymentSpec", "executors", "exec-a");
  }

  private static Executor.Container container(Object... membersOfContainer) {
    Map<String, Object> container = members("image", "python:3.12");
    container.putAll(members(membersOfContainer));
    return (Executor.Container)
        document(members("container", container)).parse().task("a").component().body();
  }

  private static Argument argument(String text) {
    return container("args", List.of(text)).args().getFirst();
  }

  private static InvalidPipelineException refused(Map<String, Object> executor) {
    var refused =
        catchThrowableOfType(InvalidPipelineException.class, () -> document(executor).parse());
    assertThat(refused).as("accepted").isNotNull();
    return refused;
  }

  @Test
  void aContainerIsReadAsItStands() {
    var container =
        container(
            "command", List.of("sh", "-c", "echo $(whoami); {{$.pipeline_job_name}}"),
            "args", List.of("--in", "{{$}}"),
            "env", List.of(members("name", "A", "value", "b"), members("name", "EMPTY")),
            "lifecycle", members("preCacheCheck", Map.of()));
    assertThat(container.image()).isEqualTo("python:3.12");
    assertThat(container.command())
        .containsExactly(
            new Text("sh"), new Text("-c"), new Text("echo $(whoami); {{$.pipeline_job_name}}"));
    assertThat(container.args()).containsExactly(new Text("--in"), new Text("{{$}}"));
    assertThat(container.env()).containsExactly(Map.entry("A", "b"), Map.entry("EMPTY", ""));
    assertThat(container.resources()).isEqualTo(Resources.NONE);
    assertThat(container.function()).isNull();
  }

  @Test
  void structuresNest() {
    assertThat(
            argument(
                """
                {"Concat": ["--a=", "{{$.inputs.parameters['t']}}", {"Concat": ["b"]},
                 {"IfPresent": {"InputName": "n", "Then": "c"}}]}"""))
        .isEqualTo(
            new Concat(
                List.of(
                    new Text("--a="),
                    new Text("{{$.inputs.parameters['t']}}"),
                    new Concat(List.of(new Text("b"))),
                    new IfPresent("n", List.of(new Text("c")), List.of()))));
    assertThat(
            argument(
                """
                {"IfPresent": {"InputName": "o", "Else": {"Concat": []}, "Then":
                 ["--o", {"IfPresent": {"InputName": "p", "Then": [], "Else": ["x", "y"]}}]}}"""))
        .isEqualTo(
            new IfPresent(
                "o",
                List.of(
                    new Text("--o"),
                    new IfPresent("p", List.of(), List.of(new Text("x"), new Text("y")))),
                List.of(new Concat(List.of()))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"Concat\": [}",
        "{\"Concat\": [], \"more\": 1}",
        "{\"concat\": []}",
        "[{\"Concat\": []}]",
        "say {\"Concat\": []}",
        "{}",
        "{{$}}"
      })
  void textThatOnlyLooksLikeAStructureStaysText(String text) {
    assertThat(argument(text)).isEqualTo(new Text(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"Concat\": 5}",
        "{\"Concat\": [5]}",
        "{\"Concat\": [{\"Else\": 1}]}",
        "{\"IfPresent\": {}}",
        "{\"IfPresent\": {\"InputName\": \"n\"}}",
        "{\"IfPresent\": {\"InputName\": \"n\", \"Then\": 5}}",
        "{\"IfPresent\": {\"InputName\": 5, \"Then\": []}}"
      })
  void aStructureThatIsIncompleteIsRefusedWithItsPlace(String text) {
    var refused = refused(members("container", members("image", "i", "args", List.of("x", text))));
    assertThat(refused.code()).isEqualTo(Code.BAD_SPEC);
    assertThat(refused.path()).startsWith("deploymentSpec.executors.exec-a.container.args[1]");
  }

  @Test
  void resourcesAreTexts() {
    var resources =
        members(
            "resourceCpuRequest", "500m",
            "resourceCpuLimit", "{{$.inputs.parameters['cpu']}}",
            "resourceMemoryRequest", "1Gi",
            "resourceMemoryLimit", "2Gi",
            "cpuLimit", 3.0,
            "accelerator", members("resourceType", "nvidia.com/gpu", "resourceCount", "1"));
    assertThat(container("resources", resources).resources())
        .isEqualTo(
            new Resources(
                "500m", "{{$.inputs.parameters['cpu']}}", "1Gi", "2Gi", "nvidia.com/gpu", "1"));
  }

  @Test
  void resourcesOfOlderCompilersAreNumbers() {
    var resources =
        members(
            "cpuRequest", 0.5,
            "cpuLimit", 2.0,
            "memoryRequest", 0.512,
            "memoryLimit", 4,
            "accelerator", members("type", "nvidia.com/gpu", "count", "2"));
    assertThat(container("resources", resources).resources())
        .isEqualTo(new Resources("0.5", "2", "0.512G", "4G", "nvidia.com/gpu", "2"));
    assertThat(container("resources", members("accelerator", members("count", 2))).resources())
        .isEqualTo(new Resources(null, null, null, null, null, "2"));
  }

  @Test
  void whatNoMachineHasIsRefused() {
    for (Object amount : List.of(-1, "much")) {
      var resources = members("image", "i", "resources", members("cpuLimit", amount));
      assertThat(refused(members("container", resources)).path())
          .isEqualTo("deploymentSpec.executors.exec-a.container.resources.cpuLimit");
    }
  }

  @Test
  void anImporterHasAnAddressATypeAndMetadata() {
    var importer =
        members(
            "artifactUri", members("constant", "s3://b/k"),
            "typeSchema", members("schemaTitle", "system.Model"),
            "reimport", true,
            "downloadToWorkspace", true,
            "metadata",
                members("{{$.inputs.parameters['k']}}", List.of("{{$.pipeline_job_name}}", 3.0)));
    assertThat(document(members("importer", importer)).parse().task("a").component().body())
        .isEqualTo(
            new Executor.Importer(
                null,
                "s3://b/k",
                "system.Model",
                Map.of("{{$.inputs.parameters['k']}}", List.of("{{$.pipeline_job_name}}", 3L)),
                true));
  }

  @Test
  void theAddressMayComeFromAnInputWhichMustBeThere() {
    var importer =
        members("artifactUri", members("runtimeParameter", "uri"), "typeSchema", Map.of());
    assertThat(refused(members("importer", importer)))
        .hasMessage("root.dag.tasks.a: the address to import, uri, is not given");
    var text =
        PipelineText.with(
            root -> root.importer("i").parameter("uri", "STRING", constant("s3://b/k")));
    assertThat(text.parse().task("i").component().body())
        .isEqualTo(new Executor.Importer("uri", null, "system.Dataset", Map.of(), false));
  }

  @Test
  void anAddressOfAnOlderCompilerIsRead() {
    var importer =
        members(
            "artifactUri", members("constantValue", members("stringValue", "s3://b/k")),
            "typeSchema", Map.of());
    assertThat(document(members("importer", importer)).parse().task("a").component().body())
        .isEqualTo(new Executor.Importer(null, "s3://b/k", "system.Artifact", Map.of(), false));
  }

  @ParameterizedTest
  @ValueSource(strings = {"resolver", "customJob"})
  void whatOnlyVertexHasIsNotSupported(String kind) {
    var refused = refused(members(kind, Map.of()));
    assertThat(refused.code()).isEqualTo(Code.UNSUPPORTED);
    assertThat(refused.path()).isEqualTo("deploymentSpec.executors.exec-a." + kind);
  }
}
