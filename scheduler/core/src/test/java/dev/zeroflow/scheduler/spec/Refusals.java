package dev.zeroflow.scheduler.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.zeroflow.scheduler.spec.InvalidPipelineException.Code;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** What tests say about documents that are not acceptable. */
final class Refusals {
  private Refusals() {}

  static InvalidPipelineException refused(PipelineText text) {
    return refused(text.json());
  }

  /** The refusal of a text of several documents. */
  static InvalidPipelineException refused(String... documents) {
    var refused = catchThrowableOfType(InvalidPipelineException.class, () -> parse(documents));
    assertThat(refused).as("accepted").isNotNull();
    return refused;
  }

  static PipelineSpec parse(String... documents) {
    return PipelineParser.parse(String.join("\n---\n", documents).getBytes(StandardCharsets.UTF_8));
  }

  static void assertBadSpec(String path, String message, Consumer<PipelineText.Graph> root) {
    InvalidPipelineException refused = refused(PipelineText.with(root));
    assertThat(refused).hasMessageContaining(message);
    assertThat(refused.path()).isEqualTo(path);
    assertThat(refused.code()).isEqualTo(Code.BAD_SPEC);
  }
}
