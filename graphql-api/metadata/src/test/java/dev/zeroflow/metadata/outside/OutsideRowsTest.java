package dev.zeroflow.metadata.outside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zeroflow.metadata.MetadataException;
import dev.zeroflow.metadata.lineage.Direction;
import dev.zeroflow.metadata.outside.OutsideEvent.Progress;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class OutsideRowsTest {
  private static final UUID RUN = new UUID(1, 2);
  private static final UUID DATASET = OutsideIds.dataset("p", "db", "orders");
  private static final UUID VERSION = OutsideIds.version("p", "db", "orders", "7");
  private final OutsideJob job = new OutsideJob("airflow", "load", Map.of());
  private final UUID execution = OutsideIds.run("p", RUN, "airflow", "load");

  private static OutsideDataset orders(String version) {
    return new OutsideDataset("db", "orders", version, null, Map.of());
  }

  private OutsideRows rows(List<OutsideDataset> inputs, List<OutsideDataset> outputs) {
    var run = new OutsideEvent.Run(RUN, Progress.COMPLETE, Map.of());
    return OutsideRows.of("p", new OutsideEvent(Instant.EPOCH, job, run, inputs, outputs));
  }

  @Test
  void anInputIsTheVersionThatIsNamedOrTheDataSetAsSuch() {
    assertThat(rows(List.of(orders("7")), List.of()).edges())
        .containsExactly(new OutsideRows.Edge(VERSION, Direction.INPUT, "orders"));
    assertThat(rows(List.of(orders(null)), List.of()).edges())
        .containsExactly(new OutsideRows.Edge(DATASET, Direction.INPUT, "orders"));
  }

  @Test
  void anOutputIsAlsoTheDataSetAsSuch() {
    assertThat(rows(List.of(), List.of(orders("7"))).artifacts().keySet())
        .containsExactlyInAnyOrder(VERSION, DATASET);
    assertThat(rows(List.of(), List.of(orders(null))).artifacts().keySet())
        .containsExactlyInAnyOrder(OutsideIds.written("p", "db", "orders", execution), DATASET);
  }

  @Test
  void aVersionHasTheSameDigestWhoeverNamesItAndAnotherOneElsewhere() {
    String mine = rows(List.of(orders("7")), List.of()).artifacts().get(VERSION).digest();
    String output = rows(List.of(), List.of(orders("7"))).artifacts().get(VERSION).digest();
    assertThat(mine).isEqualTo(output).matches("client:[0-9a-f]{64}");
    var other = new OutsideDataset("db", "customers", "7", null, Map.of());
    assertThat(rows(List.of(other), List.of()).artifacts().values())
        .noneMatch(it -> it.digest().equals(mine));
  }

  @Test
  void aDataSetThatIsOnlyDescribedHasNoEdges() {
    var event = new OutsideEvent(Instant.EPOCH, null, null, List.of(orders(null)), List.of());
    OutsideRows rows = OutsideRows.of("p", event);
    assertThat(rows.execution()).isNull();
    assertThat(rows.edges()).isEmpty();
    assertThat(rows.artifacts()).containsOnlyKeys(DATASET);
  }

  @Test
  void addressesOfObjectsAreUnderstood() {
    assertThat(OutsideDataset.s3Address("s3a://bucket/", "/a/b.csv"))
        .contains("s3://bucket/a/b.csv");
    assertThat(OutsideDataset.s3Address("s3://bucket", "a")).contains("s3://bucket/a");
    assertThat(OutsideDataset.s3Address("s3://", "a")).isEmpty();
    assertThat(OutsideDataset.s3Address("gs://bucket", "a")).isEmpty();
  }

  @Test
  void namesHaveLimits() {
    for (String bad : new String[] {"", "x".repeat(1025), "a\0b"}) {
      assertThatThrownBy(() -> new OutsideJob("n", bad, Map.of()))
          .isInstanceOf(MetadataException.class);
      assertThatThrownBy(() -> new OutsideDataset(bad, "n", null, null, Map.of()))
          .isInstanceOf(MetadataException.class);
    }
    assertThatThrownBy(() -> new OutsideJob("\u20ac".repeat(400), "\u20ac".repeat(400), Map.of()))
        .isInstanceOf(MetadataException.class)
        .hasMessageContaining("bytes");
  }
}
