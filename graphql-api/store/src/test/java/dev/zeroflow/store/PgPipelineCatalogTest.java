package dev.zeroflow.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zeroflow.metadata.Digests;
import dev.zeroflow.metadata.MetadataException;
import dev.zeroflow.metadata.listing.Fields;
import dev.zeroflow.metadata.listing.Listing;
import dev.zeroflow.metadata.listing.Operation;
import dev.zeroflow.metadata.listing.Predicate;
import dev.zeroflow.metadata.pipeline.Pipeline;
import dev.zeroflow.metadata.pipeline.PipelineCatalog.Deletion;
import dev.zeroflow.metadata.pipeline.StoredPipeline;
import dev.zeroflow.metadata.pipeline.StoredVersion;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PgPipelineCatalogTest extends PostgresTest {
  private final PgPipelineCatalog catalog = new PgPipelineCatalog(POOL);
  private final PgPipelines byName = new PgPipelines(POOL, InstantSource.fixed(NOW));

  private StoredPipeline pipeline(String name, Map<String, String> tags) {
    return new StoredPipeline(UUID.randomUUID(), project, name, null, "about it", tags, NOW);
  }

  private static StoredVersion version(StoredPipeline of, String name, String document) {
    return new StoredVersion(
        UUID.randomUUID(), of.id(), name, "Shown", "d", "url", Map.of("k", "v"), document, NOW);
  }

  @Test
  void aPipelineIsStoredWithItsFirstVersionOrNotAtAll() {
    StoredPipeline mine = pipeline("mine", Map.of("team", "a"));
    StoredVersion first = version(mine, "first", "doc");
    catalog.create(mine, first);
    assertThat(catalog.find(project, mine.id())).contains(mine);
    assertThat(catalog.named(project, "mine")).contains(mine);
    assertThat(catalog.named("other", "mine")).isEmpty();
    assertThat(catalog.find(project, mine.id(), first.id())).contains(first);
    StoredPipeline again = pipeline("mine", Map.of());
    assertThatThrownBy(() -> catalog.create(again, version(again, "x", "x")))
        .isInstanceOf(MetadataException.class);
    assertThat(catalog.find(project, again.id())).isEmpty();
  }

  @Test
  void versionsAreThoseThatTriggersStart() {
    StoredPipeline mine = pipeline("shared", Map.of());
    catalog.create(mine, version(mine, "first", "one"));
    catalog.add(project, version(mine, "second", "two"));
    var shared = new Pipeline(project, "shared");
    assertThat(byName.latest(shared).orElseThrow().document()).isEqualTo("two");
    assertThat(byName.add(shared, Digests.sha256("three"), "three").number()).isEqualTo(3);
    assertThat(catalog.latest(project, mine.id()).orElseThrow().document()).isEqualTo("three");
    Listing all = Listing.of(Fields.PIPELINE_VERSIONS, "", List.of(), "", "", 0);
    assertThat(catalog.list(project, mine.id(), all).total()).isEqualTo(3);
  }

  @Test
  void aVersionNeedsItsPipelineAndANameOfItsOwn() {
    StoredPipeline mine = pipeline("named", Map.of());
    catalog.create(mine, version(mine, "first", "one"));
    assertThatThrownBy(() -> catalog.add(project, version(mine, "first", "two")))
        .isInstanceOf(MetadataException.class)
        .hasMessageContaining("first");
    assertThatThrownBy(() -> catalog.add("other", version(mine, "second", "two")))
        .isInstanceOf(MetadataException.class);
    assertThat(catalog.latest(project, mine.id()).orElseThrow().document()).isEqualTo("one");
  }

  @Test
  void aPipelineWithVersionsGoesOnlyTogetherWithThem() {
    StoredPipeline mine = pipeline("deleted", Map.of());
    catalog.create(mine, version(mine, "first", "one"));
    assertThat(catalog.delete(project, mine.id(), false)).isEqualTo(Deletion.HAS_VERSIONS);
    assertThat(catalog.delete("other", mine.id(), true)).isEqualTo(Deletion.UNKNOWN);
    assertThat(catalog.delete(project, mine.id(), true)).isEqualTo(Deletion.DELETED);
    assertThat(catalog.find(project, mine.id())).isEmpty();
    StoredPipeline empty = pipeline("empty", Map.of());
    catalog.create(empty, null);
    assertThat(catalog.delete(project, empty.id(), false)).isEqualTo(Deletion.DELETED);
  }

  @Test
  void tagsAreFound() {
    StoredPipeline tagged = pipeline("tagged", Map.of("te'am", "a"));
    catalog.create(tagged, null);
    catalog.create(pipeline("untagged", Map.of()), null);
    Predicate predicate =
        Predicate.of(Fields.PIPELINES, "tags.te'am", Operation.EQUALS, List.of("a"));
    Listing listing = Listing.of(Fields.PIPELINES, "", List.of(predicate), "tags.te'am", "", 0);
    assertThat(catalog.list(project, listing).items()).containsExactly(tagged);
    StoredPipeline changed =
        new StoredPipeline(tagged.id(), project, "tagged", "New", "about it", Map.of(), NOW);
    assertThat(catalog.update(changed)).isTrue();
    assertThat(catalog.find(project, tagged.id())).contains(changed);
    assertThat(catalog.list(project, listing).items()).isEmpty();
  }
}
