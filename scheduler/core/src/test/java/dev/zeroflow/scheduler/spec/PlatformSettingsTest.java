package dev.zeroflow.scheduler.spec;

import static dev.zeroflow.scheduler.spec.Refusals.parse;
import static dev.zeroflow.scheduler.spec.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The second document. */
class PlatformSettingsTest {
  private static final String ONE = PipelineText.with(root -> root.task("a")).json();

  @Test
  void thePlatformSetsTimeLimits() {
    String platform =
        """
        platforms:
          kubernetes:
            deploymentSpec:
              executors:
                exec-a:
                  activeDeadlineSeconds: '20'
                  secretAsEnv: [{secretName: s}]
                  somethingNew: 3
            pipelineConfig:
              activeDeadlineSeconds: 3600
              resourceTtlOnCompletion: 7
          elsewhere: {deploymentSpec: 3}
        """;
    for (PipelineSpec pipeline : List.of(parse(ONE, platform), parse(platform, ONE))) {
      assertThat(pipeline.timeout()).isEqualTo(Duration.ofHours(1));
      var container = (Executor.Container) pipeline.task("a").component().body();
      assertThat(container.timeout()).isEqualTo(Duration.ofSeconds(20));
      assertThat(pipeline.ignored())
          .containsExactly(
              new IgnoredSetting(
                  "platforms.kubernetes.deploymentSpec.executors.exec-a.secretAsEnv", true, true),
              new IgnoredSetting(
                  "platforms.kubernetes.deploymentSpec.executors.exec-a.somethingNew",
                  false,
                  false),
              new IgnoredSetting(
                  "platforms.kubernetes.pipelineConfig.resourceTtlOnCompletion", true, false));
    }
  }

  @Test
  void withoutAPlatformThereIsNoTimeLimit() {
    for (PipelineSpec pipeline :
        List.of(parse(ONE), parse(ONE, ""), parse("", ONE), parse(ONE, "platforms: {}"))) {
      assertThat(pipeline.timeout()).isNull();
      assertThat(((Executor.Container) pipeline.task("a").component().body()).timeout()).isNull();
      assertThat(pipeline.ignored()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "soon", "1.5", "true", "99999999999999999999"})
  void aTimeLimitMustBeSeconds(String seconds) {
    assertThat(
            refused(
                    ONE,
                    "platforms: {kubernetes: {pipelineConfig: {activeDeadlineSeconds: %s}}}"
                        .formatted(seconds))
                .path())
        .isEqualTo("platforms.kubernetes.pipelineConfig.activeDeadlineSeconds");
  }

  @Test
  void thereIsOnePipelineAndAtMostOnePlatform() {
    String platform = "platforms: {kubernetes: {}}";
    assertThat(refused(ONE, ONE)).hasMessageContaining("must be one pipeline, not 2");
    assertThat(refused(platform)).hasMessageContaining("must be one pipeline, not 0");
    assertThat(refused(platform, platform)).hasMessageContaining("second platform document");
    assertThat(refused(ONE, platform, platform)).hasMessageContaining("more than 2 documents");
  }
}
