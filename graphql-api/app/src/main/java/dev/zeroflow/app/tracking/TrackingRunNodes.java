package dev.zeroflow.app.tracking;

import dev.zeroflow.app.api.NodeSource;
import dev.zeroflow.app.api.NodeType;
import dev.zeroflow.metadata.search.Filter;
import dev.zeroflow.metadata.search.Identifier;
import dev.zeroflow.metadata.search.Kind;
import dev.zeroflow.metadata.search.Search;
import dev.zeroflow.metadata.tracking.RunSearches;
import dev.zeroflow.metadata.tracking.TrackingRun;
import dev.zeroflow.metadata.tracking.View;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** Tracking runs by their ids, also deleted ones. */
@ApplicationScoped
public class TrackingRunNodes implements NodeSource {
  private final RunSearches searches;
  private final RunPages pages;

  TrackingRunNodes(RunSearches searches, RunPages pages) {
    this.searches = searches;
    this.pages = pages;
  }

  @Override
  public NodeType type() {
    return NodeType.TRACKING_RUN;
  }

  @Override
  public List<ApiTrackingRun> find(String project, List<String> keys) {
    return byIds(
        project, keys.stream().flatMap(key -> TrackingIds.parse(key).stream()).distinct().toList());
  }

  /** Those that the project has, in any order; in one statement. */
  public List<ApiTrackingRun> byIds(String project, Collection<UUID> ids) {
    return pages.shown(project, stored(project, ids));
  }

  List<TrackingRun> stored(String project, Collection<UUID> ids) {
    if (ids.isEmpty()) {
      return List.of();
    }
    Identifier runId = new Identifier(Kind.ATTRIBUTE, "run_id");
    List<String> texts = ids.stream().map(ApiTrackingRun::hex).toList();
    Search search = Search.first(new Filter.In(runId, false, texts), ids.size());
    return searches.search(project, List.of(), View.ALL, search).items();
  }
}
