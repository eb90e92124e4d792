package dev.zeroflow.scheduler.placeholder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zeroflow.contract.Json;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TemplateTest {
  private static String expand(String text, Map<String, Object> parameters) {
    return Template.parse(text).expand(Facts.attempt(parameters));
  }

  private static String parameter(Object value) {
    var parameters = new HashMap<String, Object>();
    parameters.put("x", value);
    return expand("<{{$.inputs.parameters['x']}}>", parameters);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "pipeline_job_name              | Nightly, 3rd",
        "pipeline_job_resource_name     | train-00000000-0000-7000-8000-000000000001",
        "pipeline_job_uuid              | 00000000-0000-7000-8000-000000000001",
        "pipeline_task_name             | Train model",
        "pipeline_task_uuid             | 7d1f",
        "pipeline_root                  | s3://bucket/root",
        "pipeline_job_create_time_utc   | 2026-01-02T03:04:05Z",
        "pipeline_job_schedule_time_utc | 2026-01-02T03:04:05Z",
        "outputs.output_file            | /runs/1/train/1/.executor_output.json",
        "outputMetadataUri              | /runs/1/train/1/.executor_output.json",
        "outputs.parameters['score'].output_file  | /runs/1/train/1/.parameters/score",
        "inputs.artifacts['table'].path           | /s3/bucket/t.csv",
        "inputs.artifacts['table'].uri            | s3://bucket/t.csv",
        "inputs.artifacts['table'].metadata['of'] | x",
        "inputs.artifacts['table'].metadata['rows'] | 3",
        "inputs.artifacts['parts'].uri            | s3://bucket/t.csv",
        "outputs.artifacts['model'].path          | /runs/1/train/1/model",
        "outputs.artifacts['model'].uri           | /runs/1/train/1/model",
        "outputs.artifacts['model'].metadata      | {}",
      })
  void everyPlaceholderHasItsValueAnywhereInAText(String name, String value) {
    String placeholder = "{{$." + name + "}}";
    assertThat(expand(placeholder, Map.of())).isEqualTo(value);
    assertThat(expand("a " + placeholder + placeholder + "}} {{$ b", Map.of()))
        .isEqualTo("a " + value + value + "}} {{$ b");
  }

  @Test
  void theWholeInputIsJson() {
    PlaceholderValues attempt = Facts.attempt(Map.of("n", 3.0));
    assertThat(Template.parse("--in={{$}}").expand(attempt))
        .isEqualTo("--in=" + Json.write(attempt.executorInput().json()));
  }

  @Test
  void metadataAndBareArtifactsAreJson() {
    String table =
        "{\"name\":\"table\",\"type\":{\"schemaTitle\":\"system.Dataset\",\"schemaVersion\":\"0.0.1\"},"
            + "\"uri\":\"s3://bucket/t.csv\",\"metadata\":"
            + Json.write(Facts.TABLE.metadata())
            + "}";
    assertThat(expand("{{$.inputs.artifacts['table'].metadata}}", Map.of()))
        .isEqualTo(Json.write(Facts.TABLE.metadata()));
    assertThat(expand("{{$.inputs.artifacts['table']}}", Map.of())).isEqualTo(table);
    assertThat(expand("{{$.inputs.artifacts['parts']}}", Map.of()))
        .isEqualTo("[" + table + "," + table + "]");
    assertThat(expand("{{$.outputs.artifacts['model']}}", Map.of())).contains("\"uri\":\"/runs/1");
  }

  @Test
  void aScheduledRunNamesTheTimeOfItsSchedule() {
    var run =
        new RunFacts(
            Facts.RUN.run(), "n", "p", "r", Instant.EPOCH, Instant.ofEpochSecond(60), "/shared");
    var values = new PlaceholderValues(run, Facts.TASK, Map.of());
    assertThat(
            Template.parse(
                    "{{$.pipeline_job_schedule_time_utc}} {{$.pipeline_job_create_time_utc}} {{$.workspace_path}}")
                .expand(values))
        .isEqualTo("1970-01-01T00:01:00Z 1970-01-01T00:00:00Z /shared");
  }

  @Test
  void parametersAreTextAsItIsOrJson() {
    assertThat(parameter("a \"b\" 'c'\n")).isEqualTo("<a \"b\" 'c'\n>");
    assertThat(parameter("")).isEqualTo("<>");
    assertThat(parameter(3.0)).isEqualTo("<3>");
    assertThat(parameter(0.5)).isEqualTo("<0.5>");
    assertThat(parameter(true)).isEqualTo("<true>");
    assertThat(parameter(List.of(1.0, "a", Map.of("b", List.of()))))
        .isEqualTo("<[1,\"a\",{\"b\":[]}]>");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{{$.unknown}}",
        "{{$.inputs.parameters['missing']}}",
        "{{$.inputs.artifacts['missing'].path}}",
        "{{$.inputs.artifacts['table'].metadata['missing']}}",
        "{{$.inputs.artifacts['table'].digest}}",
        "{{$.inputs.artifacts['table'].uri['rows']}}",
        "{{$.outputs.artifacts['missing'].path}}",
        "{{$.outputs.parameters['missing'].output_file}}",
        "{{$.workspace_path}}",
        "{{$.pipeline_google_cloud_project_id}}",
        "{{$.json_escape[1].inputs.parameters['n']}}",
        "{{$.inputs.parameters['n'] }}",
        "{{ $.pipeline_job_name }}",
        "{{$.pipeline_job_name}",
        "{{$",
        "{{$.}}",
        "{{}}"
      })
  void whatIsUnknownOrHasNoValueStaysAsItIs(String text) {
    assertThat(expand(text, Map.of("n", 1L))).isEqualTo(text);
    assertThat(expand("a" + text + "{{$.inputs.parameters['n']}}", Map.of("n", 1L)))
        .isEqualTo("a" + text + "1");
  }

  @Test
  void nullIsNoValue() {
    assertThat(parameter(null)).isEqualTo("<{{$.inputs.parameters['x']}}>");
  }

  @Test
  void withoutAnAttemptItsPlaceholdersStay() {
    for (String text :
        List.of(
            "{{$}}",
            "{{$.outputs.output_file}}",
            "{{$.inputs.artifacts['table'].path}}",
            "{{$.outputs.parameters['score'].output_file}}")) {
      assertThat(Template.parse(text).expand(Facts.values(Map.of()))).isEqualTo(text);
    }
  }

  @Test
  void aValueIsNeverExpandedAgain() {
    Map<String, Object> parameters =
        Map.of(
            "x", "{{$.inputs.parameters['y']}}",
            "y", "{{$.inputs.parameters['x']}}",
            "open", "{{$.inputs.para",
            "rest", "meters['x']}}");
    assertThat(expand("{{$.inputs.parameters['x']}}", parameters))
        .isEqualTo("{{$.inputs.parameters['y']}}");
    assertThat(expand("{{$.inputs.parameters['open']}}{{$.inputs.parameters['rest']}}", parameters))
        .isEqualTo("{{$.inputs.parameters['x']}}");
    assertThat(expand("{{$.inputs.parameters['{{$.inputs.parameters['x']}}']}}", parameters))
        .isEqualTo("{{$.inputs.parameters['{{$.inputs.parameters['y']}}']}}");
  }

  /** A text of 4 MB that would become one of 25 GB. */
  @Test
  void aTextThatWouldGrowWithoutEndIsRefused() {
    var template = Template.parse("{{$.inputs.parameters['x']}}".repeat(100_000));
    assertThatThrownBy(() -> template.expand(Facts.values(Map.of("x", "x".repeat(250_000)))))
        .isInstanceOf(ExpansionTooLargeException.class)
        .hasMessageContaining("16 million characters");
  }

  @Test
  void manyOpenBracesAreReadInOneGo() {
    String text = "{{$.inputs.parameters['".repeat(200_000);
    assertThat(expand(text, Map.of())).isEqualTo(text);
  }
}
