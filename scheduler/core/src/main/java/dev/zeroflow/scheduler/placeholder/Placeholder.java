package dev.zeroflow.scheduler.placeholder;

import dev.zeroflow.contract.Json;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One placeholder of a text, by what it stands for. */
sealed interface Placeholder {
  /** Its text, null if it has none: then the placeholder stays as it is. */
  @Nullable String value(PlaceholderValues values);

  /** Something about the run, the task or the attempt, by its name in the text. */
  record Fact(String name) implements Placeholder {
    @Override
    public @Nullable String value(PlaceholderValues values) {
      RunFacts run = values.run();
      ExecutorInput input = values.executorInput();
      return switch (name) {
        case "pipeline_job_name" -> run.runName();
        case "pipeline_job_resource_name" -> run.resourceName();
        case "pipeline_job_uuid" -> run.run().toString();
        case "pipeline_task_name" -> values.task().name();
        case "pipeline_task_uuid" -> values.task().id();
        case "pipeline_root" -> run.pipelineRoot();
        case "pipeline_job_create_time_utc" -> seconds(run.createdAt());
        case "pipeline_job_schedule_time_utc" -> seconds(run.scheduled());
        case "workspace_path" -> run.workspace();
        case "outputs.output_file", "outputMetadataUri" ->
            input == null ? null : input.outputFile();
        default -> null;
      };
    }

    private static String seconds(Instant time) {
      return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }
  }

  /** The whole input of the executor. */
  record Whole() implements Placeholder {
    @Override
    public @Nullable String value(PlaceholderValues values) {
      return values.executorInput() == null ? null : values.executorInput().text();
    }
  }

  /** An input parameter. */
  record InputParameter(String name) implements Placeholder {
    @Override
    public @Nullable String value(PlaceholderValues values) {
      return text(values.parameters().get(name));
    }
  }

  /** The file of an output parameter. */
  record OutputFile(String name) implements Placeholder {
    @Override
    public @Nullable String value(PlaceholderValues values) {
      ExecutorInput input = values.executorInput();
      return input == null || !input.hasParameterOutput(name) ? null : input.parameterFile(name);
    }
  }

  /**
   * Something about an artifact.
   *
   * @param output whether it is an output
   * @param name name of the input or output
   * @param property {@code path}, {@code uri}, {@code metadata}, null for all of it
   * @param key key of the metadata, null for all of it
   */
  record OfArtifact(boolean output, String name, @Nullable String property, @Nullable String key)
      implements Placeholder {
    @Override
    public @Nullable String value(PlaceholderValues values) {
      ExecutorInput input = values.executorInput();
      if (input == null) {
        return null;
      }
      ExecutorInput.Artifact artifact = output ? input.output(name) : input.firstInput(name);
      if (property == null) {
        return text(output && artifact != null ? artifact.json() : input.inputJson(name));
      }
      return artifact == null ? null : property(artifact, property);
    }

    private @Nullable String property(ExecutorInput.Artifact artifact, String property) {
      Map<String, ? extends @Nullable Object> metadata = artifact.metadata();
      return switch (property) {
        case "path" -> artifact.path();
        case "uri" -> artifact.uri();
        case "metadata" -> text(key == null ? metadata : metadata.get(key));
        default -> null;
      };
    }
  }

  /** Text stays as it is, any other value becomes JSON. */
  private static @Nullable String text(@Nullable Object value) {
    return switch (value) {
      case null -> null;
      case String text -> text;
      default -> Json.write(value);
    };
  }
}
