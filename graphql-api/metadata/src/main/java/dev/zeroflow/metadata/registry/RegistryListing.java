package dev.zeroflow.metadata.registry;

import dev.zeroflow.metadata.search.Found;
import dev.zeroflow.metadata.search.Search;
import java.util.Collection;
import java.util.List;

/**
 * Searches and lists of the registry: one statement each, however much is found. Blocking, safe for
 * use by many threads.
 */
public interface RegistryListing {
  /** A part of the models that a search finds. */
  Found<RegisteredModel> models(String project, Search search);

  /** A part of the versions that a search finds. */
  Found<ModelVersion> versions(String project, Search search);

  /** Aliases of these models, ordered by model and alias. */
  List<ModelAlias> aliases(String project, Collection<String> models);

  /** Of each of these models, and each stage that it has versions in, the newest version there. */
  List<ModelVersion> newestByStage(String project, Collection<String> models);
}
