package dev.zeroflow.store;

import static dev.zeroflow.metadata.MetadataUnderTest.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.zeroflow.metadata.Digests;
import dev.zeroflow.metadata.MetadataUnderTest;
import dev.zeroflow.metadata.pipeline.Pipeline;
import dev.zeroflow.metadata.pipeline.PipelineCatalogContract;
import dev.zeroflow.metadata.pipeline.StoredPipeline;
import dev.zeroflow.metadata.pipeline.StoredVersion;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PgPipelineCatalogTest extends PipelineCatalogContract {
  @Override
  protected MetadataUnderTest store() {
    return PostgresTest.metadata();
  }

  @Test
  void versionsAreThoseThatTriggersStart() {
    var shared = new Pipeline("project-" + UUID.randomUUID(), "shared");
    var catalog = new PgPipelineCatalog(PostgresTest.POOL);
    var byName = new PgPipelines(PostgresTest.POOL, InstantSource.fixed(NOW));
    UUID id = UUID.randomUUID();
    var first =
        new StoredVersion(UUID.randomUUID(), id, "first", null, "", "", Map.of(), "one", NOW);
    catalog.create(
        new StoredPipeline(id, shared.project(), "shared", null, "", Map.of(), NOW), first);
    assertThat(byName.latest(shared).orElseThrow().document()).isEqualTo("one");
    assertThat(byName.add(shared, Digests.sha256("two"), "two").number()).isEqualTo(2);
    assertThat(catalog.latest(shared.project(), id).orElseThrow().document()).isEqualTo("two");
  }
}
