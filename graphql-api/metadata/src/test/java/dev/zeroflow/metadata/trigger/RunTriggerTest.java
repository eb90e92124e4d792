package dev.zeroflow.metadata.trigger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zeroflow.metadata.MetadataException;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RunTriggerTest {
  private static RunTrigger trigger(boolean enabled, Map<String, String> parameters) {
    return new RunTrigger(
        "default", "on-csv", "incoming", "raw/", ".csv", "train", parameters, enabled);
  }

  private static ObjectCreated stored(String bucket, String key) {
    return new ObjectCreated("s3", "1", bucket, key, 1, "e", "", Instant.EPOCH);
  }

  @Test
  void bucketPrefixAndSuffixHaveToFit() {
    RunTrigger trigger = trigger(true, Map.of());
    assertThat(trigger.whyNot(stored("incoming", "raw/a.csv"))).isEmpty();
    assertThat(trigger.whyNot(stored("other", "raw/a.csv")).orElseThrow()).contains("bucket");
    assertThat(trigger.whyNot(stored("incoming", "a.csv")).orElseThrow()).contains("raw/");
    assertThat(trigger.whyNot(stored("incoming", "raw/a.txt")).orElseThrow()).contains(".csv");
    assertThat(trigger(false, Map.of()).whyNot(stored("incoming", "raw/a.csv")).orElseThrow())
        .contains("disabled");
  }

  @Test
  void everyPlaceholderIsReplaced() {
    var trigger =
        trigger(
            true,
            Map.of("data", "{uri}", "label", "{bucket}|{key}|{stem}", "options", "{\"a\": 1}"));
    assertThat(trigger.parametersFor(stored("incoming", "raw/day.1.csv")))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "data", "s3://incoming/raw/day.1.csv",
                "label", "incoming|raw/day.1.csv|day.1",
                "options", "{\"a\": 1}"));
  }

  @Test
  void whatIsPutInIsNotExpandedAgain() {
    var trigger = trigger(true, Map.of("key", "{key}"));
    assertThat(trigger.parametersFor(stored("incoming", "raw/{uri}$1\\.csv")))
        .containsEntry("key", "raw/{uri}$1\\.csv");
  }

  @Test
  void aSlugIsFitToBeAName() {
    var trigger = trigger(true, Map.of("model", "{slug}"));
    assertThat(trigger.parametersFor(stored("incoming", "raw/Süße Daten (2).csv")))
        .containsEntry("model", "S-e-Daten-2-");
    assertThat(trigger.parametersFor(stored("incoming", "raw/данные.csv")))
        .containsEntry("model", "table");
  }

  @Test
  void theStemOfAHiddenFileIsItsName() {
    var trigger = trigger(true, Map.of("stem", "{stem}"));
    assertThat(trigger.parametersFor(stored("incoming", "raw/.csv"))).containsEntry("stem", ".csv");
  }

  @Test
  void anUnknownPlaceholderIsRefusedWhenTheTriggerIsMade() {
    assertThatThrownBy(() -> trigger(true, Map.of("data", "{file}")))
        .isInstanceOf(MetadataException.class)
        .hasMessageContaining("{file}")
        .hasMessageContaining("{uri}");
  }
}
