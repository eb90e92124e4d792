package dev.zeroflow.app.mlflow;

import dev.zeroflow.metadata.tracking.DatasetVersion;
import dev.zeroflow.metadata.tracking.RunInputs.DatasetInput;
import dev.zeroflow.metadata.tracking.RunInputs.Logged;
import dev.zeroflow.metadata.tracking.RunInputs.ModelOutput;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a run has read, as it is sent. */
record RunInputsBody(List<Input> datasetInputs, List<ModelReference> modelInputs) {
  /** A data set. */
  record Dataset(
      @Nullable String name,
      @Nullable String digest,
      @Nullable String sourceType,
      @Nullable String source,
      @Nullable String schema,
      @Nullable String profile) {
    static Dataset of(DatasetVersion it) {
      return new Dataset(
          it.name(), it.digest(), it.sourceType(), it.source(), it.schema(), it.profile());
    }

    DatasetVersion read() {
      if (name == null) {
        throw MlflowIds.missing("name");
      }
      if (digest == null) {
        throw MlflowIds.missing("digest");
      }
      return new DatasetVersion(name, digest, text(sourceType), text(source), schema, profile);
    }

    private static String text(@Nullable String sent) {
      return sent == null ? "" : sent;
    }
  }

  /** A data set that a run has read, and what for. */
  record Input(@Nullable List<KeyValue> tags, @Nullable Dataset dataset) {
    DatasetInput read() {
      if (dataset == null) {
        throw MlflowIds.missing("dataset");
      }
      return new DatasetInput(dataset.read(), KeyValue.entries(tags));
    }
  }

  /** A model that a run has read or put out. */
  record ModelReference(@Nullable String modelId, @Nullable Long step) {
    UUID id() {
      return MlflowIds.model(modelId);
    }

    ModelOutput output() {
      return new ModelOutput(id(), step == null ? 0 : step);
    }
  }

  /** What a run has put out, as it is sent. */
  record Outputs(List<ModelReference> modelOutputs) {}

  static RunInputsBody of(Logged it) {
    return new RunInputsBody(
        it.datasets().stream()
            .map(input -> new Input(KeyValue.of(input.tags()), Dataset.of(input.dataset())))
            .toList(),
        it.models().stream()
            .map(model -> new ModelReference(MlflowIds.model(model), null))
            .toList());
  }

  static Outputs outputs(Logged it) {
    return new Outputs(
        it.outputs().stream()
            .map(output -> new ModelReference(MlflowIds.model(output.modelId()), output.step()))
            .toList());
  }
}
