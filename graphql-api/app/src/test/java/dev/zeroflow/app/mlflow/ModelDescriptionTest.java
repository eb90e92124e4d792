package dev.zeroflow.app.mlflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ModelDescriptionTest {
  private static Optional<ModelDescription> parse(String text) {
    return ModelDescription.parse(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void signatureAndFlavorsAreRead() {
    var description =
        parse(
                """
                flavors:
                  python_function:
                    python_version: 3.11.2
                  sklearn:
                    sklearn_version: 1.7.0
                mlflow_version: 3.17.2
                signature:
                  inputs: '[{"type": "double", "name": "x"}]'
                  outputs: '[{"type": "long"}]'
                  params: null
                """)
            .orElseThrow();
    assertThat(description.signature())
        .startsWith("{\"inputs\":\"[{")
        .contains("\"outputs\":")
        .doesNotContain("params");
    assertThat(description.environment()).contains("sklearn_version").contains("3.17.2");
  }

  @Test
  void aModelMayHaveNoSignature() {
    assertThat(parse("flavors: {}").orElseThrow().signature()).isNull();
    assertThat(parse("signature: {}").orElseThrow().signature()).isNull();
  }

  @Test
  void whatIsNoDescriptionIsNone() {
    assertThat(parse("[1, 2]")).isEmpty();
    assertThat(parse("a: [")).isEmpty();
    assertThat(parse("a: !!java.lang.Runtime {}").map(ModelDescription::signature)).isEmpty();
    assertThat(parse("")).isEmpty();
  }
}
