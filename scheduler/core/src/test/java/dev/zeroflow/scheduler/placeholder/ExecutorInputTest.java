package dev.zeroflow.scheduler.placeholder;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zeroflow.scheduler.placeholder.ExecutorInput.Artifact;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExecutorInputTest {
  @Test
  void hasTheFormThatTheSdkReads() {
    var parameters = new LinkedHashMap<String, Object>();
    parameters.put("n", 3.0);
    parameters.put("list", List.of(1.0, 2.5));
    parameters.put("absent", null);
    var table = new Artifact("table", "system.Dataset", "/data/t.csv", Map.of("rows", 569.0));
    var input =
        new ExecutorInput(
            Facts.component(), parameters, Map.of("table", List.of(table)), "/runs/1/a");
    assertThat(input.text())
        .isEqualTo(
            """
            {"inputs":{"parameterValues":{"n":3,"list":[1,2.5]},\
            "artifacts":{"table":{"artifacts":[{"name":"table",\
            "type":{"schemaTitle":"system.Dataset","schemaVersion":"0.0.1"},\
            "uri":"/data/t.csv","metadata":{"rows":569}}]}}},\
            "outputs":{"parameters":{"score":{"outputFile":"/runs/1/a/.parameters/score"}},\
            "artifacts":{"model":{"artifacts":[{"name":"model",\
            "type":{"schemaTitle":"system.Dataset","schemaVersion":"0.0.1"},\
            "uri":"/runs/1/a/model","metadata":{}}]}},\
            "outputFile":"/runs/1/a/.executor_output.json"}}""");
  }

  @Test
  void anotherWriterOfItsNumbersMakesNoFractions() {
    Map<String, Object> parameters = Map.of("list", List.of(1.0, 2.5, Map.of("by", 2.0)));
    var input = new ExecutorInput(Facts.component(), parameters, Map.of(), "/runs/1/a");
    assertThat(((Map<?, ?>) input.json().get("inputs")).get("parameterValues"))
        .isEqualTo(Map.of("list", List.of(1L, 2.5, Map.of("by", 2L))));
  }

  @Test
  void anAddressAsRootIsWrittenToWhereTheSdkMountsIt() {
    var input = new ExecutorInput(Facts.component(), Map.of(), Map.of(), "s3://b/runs/1/a");
    assertThat(input.outputFile()).isEqualTo("/s3/b/runs/1/a/.executor_output.json");
    assertThat(input.parameterFile("score")).isEqualTo("/s3/b/runs/1/a/.parameters/score");
    assertThat(input.output("model").uri()).isEqualTo("s3://b/runs/1/a/model");
    assertThat(input.output("model").path()).isEqualTo("/s3/b/runs/1/a/model");
  }

  @ParameterizedTest
  @CsvSource({
    "gs://b/k, system.Dataset, /gcs/b/k",
    "minio://b/k, system.Dataset, /minio/b/k",
    "s3://b/k/, system.Model, /s3/b/k/",
    "oci://r.io/a/b:1, system.Dataset, /oci/r.io_a_b:1",
    "oci://r.io/a/b:1, system.Model, /oci/r.io_a_b:1/models",
    "/plain/path, system.Model, /plain/path",
    "https://host/x, system.Model, https://host/x"
  })
  void pathsAreThoseOfTheSdk(String uri, String type, String path) {
    assertThat(ArtifactPaths.local(uri, type)).isEqualTo(path);
  }
}
