package dev.zeroflow.metadata.pipeline;

import dev.zeroflow.metadata.MetadataException;
import dev.zeroflow.metadata.listing.Fields;
import dev.zeroflow.metadata.listing.InMemoryList;
import dev.zeroflow.metadata.listing.Listing;
import dev.zeroflow.metadata.listing.Page;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** {@link PipelineCatalog} and {@link PipelineVersions} in memory. */
public final class InMemoryPipelines implements PipelineCatalog, PipelineVersions {
  private static final InMemoryList<StoredPipeline> PIPELINES =
      new InMemoryList<>(StoredPipeline::id, InMemoryPipelines::field);
  private static final InMemoryList<StoredVersion> VERSIONS =
      new InMemoryList<>(StoredVersion::id, InMemoryPipelines::field);

  private final Map<UUID, StoredPipeline> pipelines = new LinkedHashMap<>();
  private final Map<UUID, StoredVersion> versions = new LinkedHashMap<>();

  @Override
  public synchronized void create(StoredPipeline pipeline, StoredVersion first) {
    if (named(pipeline.project(), pipeline.name()).isPresent()) {
      throw MetadataException.conflict("there is a pipeline " + pipeline.name());
    }
    pipelines.put(pipeline.id(), pipeline);
    if (first != null) {
      versions.put(first.id(), first);
    }
  }

  @Override
  public synchronized Optional<StoredPipeline> find(String project, UUID id) {
    return of(project).filter(it -> it.id().equals(id)).findFirst();
  }

  @Override
  public synchronized Optional<StoredPipeline> named(String project, String name) {
    return of(project).filter(it -> it.name().equals(name)).findFirst();
  }

  @Override
  public synchronized Page<StoredPipeline> list(String project, Listing listing) {
    return PIPELINES.page(of(project).toList(), listing);
  }

  @Override
  public synchronized boolean update(StoredPipeline changed) {
    boolean found = find(changed.project(), changed.id()).isPresent();
    if (found) {
      pipelines.put(changed.id(), changed);
    }
    return found;
  }

  @Override
  public synchronized Deletion delete(String project, UUID id, boolean cascade) {
    if (find(project, id).isEmpty()) {
      return Deletion.UNKNOWN;
    }
    List<StoredVersion> own = versions(project, id).toList();
    if (!own.isEmpty() && !cascade) {
      return Deletion.HAS_VERSIONS;
    }
    versions.values().removeAll(own);
    pipelines.remove(id);
    return Deletion.DELETED;
  }

  @Override
  public synchronized void add(String project, StoredVersion version) {
    if (find(project, version.pipelineId()).isEmpty()) {
      throw MetadataException.notFound("no pipeline " + version.pipelineId());
    }
    if (versions(project, version.pipelineId()).anyMatch(it -> it.name().equals(version.name()))) {
      throw MetadataException.conflict("there is a version " + version.name());
    }
    versions.put(version.id(), version);
  }

  @Override
  public synchronized Optional<StoredVersion> find(String project, UUID pipeline, UUID id) {
    return versions(project, pipeline).filter(it -> it.id().equals(id)).findFirst();
  }

  @Override
  public synchronized Optional<StoredVersion> byId(String project, UUID id) {
    return Optional.ofNullable(versions.get(id))
        .filter(it -> find(project, it.pipelineId()).isPresent());
  }

  @Override
  public synchronized Optional<StoredVersion> latest(String project, UUID pipeline) {
    return versions(project, pipeline).reduce((older, newer) -> newer);
  }

  @Override
  public synchronized Page<StoredVersion> list(String project, UUID pipeline, Listing listing) {
    return VERSIONS.page(versions(project, pipeline).toList(), listing);
  }

  @Override
  public synchronized boolean update(String project, StoredVersion changed) {
    boolean found = find(project, changed.pipelineId(), changed.id()).isPresent();
    if (found) {
      versions.put(changed.id(), changed);
    }
    return found;
  }

  @Override
  public synchronized boolean delete(String project, UUID pipeline, UUID id) {
    return find(project, pipeline, id).map(it -> versions.remove(id)).isPresent();
  }

  private Stream<StoredPipeline> of(String project) {
    return pipelines.values().stream().filter(it -> it.project().equals(project));
  }

  private Stream<StoredVersion> versions(String project, UUID pipeline) {
    return find(project, pipeline).stream()
        .flatMap(it -> versions.values().stream())
        .filter(it -> it.pipelineId().equals(pipeline));
  }

  private static Object field(StoredPipeline it, String name) {
    return switch (name) {
      case "pipeline_id" -> it.id().toString();
      case "name" -> it.name();
      case "display_name" -> it.shownName();
      case "description" -> it.description();
      case "namespace" -> "";
      case "created_at" -> it.createdAt();
      default -> tag(it.tags(), name);
    };
  }

  private static Object field(StoredVersion it, String name) {
    return switch (name) {
      case "pipeline_version_id" -> it.id().toString();
      case "pipeline_id" -> it.pipelineId().toString();
      case "name" -> it.name();
      case "display_name" -> it.shownName();
      case "description" -> it.description();
      case "created_at" -> it.createdAt();
      default -> tag(it.tags(), name);
    };
  }

  private static String tag(Map<String, String> tags, String field) {
    return tags.getOrDefault(field.substring(Fields.TAG.length()), "");
  }
}
