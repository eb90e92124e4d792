package dev.zeroflow.metadata.pipeline;

import static dev.zeroflow.metadata.MetadataUnderTest.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zeroflow.metadata.MetadataException;
import dev.zeroflow.metadata.MetadataUnderTest;
import dev.zeroflow.metadata.listing.Fields;
import dev.zeroflow.metadata.listing.Listing;
import dev.zeroflow.metadata.listing.Operation;
import dev.zeroflow.metadata.listing.Predicate;
import dev.zeroflow.metadata.pipeline.PipelineCatalog.Deletion;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link PipelineCatalog} and {@link PipelineVersions} does. */
public abstract class PipelineCatalogContract {
  private final String project = "project-" + UUID.randomUUID();
  private PipelineCatalog catalog;
  private PipelineVersions versions;

  /** A store that may hold other projects. */
  protected abstract MetadataUnderTest store();

  @BeforeEach
  void open() {
    MetadataUnderTest store = store();
    catalog = store.pipelines();
    versions = store.versions();
  }

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
    assertThat(versions.find(project, mine.id(), first.id())).contains(first);
    StoredPipeline again = pipeline("mine", Map.of());
    assertThatThrownBy(() -> catalog.create(again, version(again, "x", "x")))
        .isInstanceOf(MetadataException.class);
    assertThat(catalog.find(project, again.id())).isEmpty();
  }

  @Test
  void versionsAreFoundInTheirPipelineAlone() {
    StoredPipeline mine = pipeline("versioned", Map.of());
    StoredPipeline other = pipeline("other", Map.of());
    StoredVersion first = version(mine, "first", "one");
    StoredVersion second = version(mine, "second", "two");
    catalog.create(mine, first);
    catalog.create(other, null);
    versions.add(project, second);
    assertThat(versions.latest(project, mine.id())).contains(second);
    assertThat(versions.latest(project, other.id())).isEmpty();
    assertThat(versions.latest("other", mine.id())).isEmpty();
    assertThat(versions.find(project, other.id(), first.id())).isEmpty();
    assertThat(versions.find("other", mine.id(), first.id())).isEmpty();
    assertThat(versions.byId(project, first.id())).contains(first);
    assertThat(versions.byId("other", first.id())).isEmpty();
    assertThat(versions.byId(project, mine.id())).isEmpty();
    Listing all = Listing.of(Fields.PIPELINE_VERSIONS, "", List.of(), "name desc", "", 0);
    assertThat(versions.list(project, mine.id(), all).items()).containsExactly(second, first);
    assertThat(versions.list("other", mine.id(), all).items()).isEmpty();
  }

  @Test
  void aVersionIsChangedAndDeletedInItsProject() {
    StoredPipeline mine = pipeline("changed", Map.of());
    StoredVersion first = version(mine, "first", "one");
    catalog.create(mine, first);
    StoredVersion changed =
        new StoredVersion(
            first.id(), mine.id(), "first", null, "d", "url", Map.of(), "one", first.createdAt());
    assertThat(versions.update("other", changed)).isFalse();
    assertThat(versions.find(project, mine.id(), first.id())).contains(first);
    assertThat(versions.update(project, changed)).isTrue();
    assertThat(versions.find(project, mine.id(), first.id())).contains(changed);
    assertThat(versions.delete("other", mine.id(), first.id())).isFalse();
    assertThat(versions.delete(project, mine.id(), first.id())).isTrue();
    assertThat(versions.delete(project, mine.id(), first.id())).isFalse();
    assertThat(versions.latest(project, mine.id())).isEmpty();
  }

  @Test
  void aVersionNeedsItsPipelineAndANameOfItsOwn() {
    StoredPipeline mine = pipeline("named", Map.of());
    catalog.create(mine, version(mine, "first", "one"));
    assertThatThrownBy(() -> versions.add(project, version(mine, "first", "two")))
        .isInstanceOf(MetadataException.class)
        .hasMessageContaining("first");
    assertThatThrownBy(() -> versions.add("other", version(mine, "second", "two")))
        .isInstanceOf(MetadataException.class);
    assertThat(versions.latest(project, mine.id()).orElseThrow().document()).isEqualTo("one");
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
