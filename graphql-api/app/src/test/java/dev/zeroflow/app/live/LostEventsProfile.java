package dev.zeroflow.app.live;

import dev.zeroflow.app.graphql.GraphqlDatabase;
import dev.zeroflow.app.mlflow.FilesS3;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A server with a database and an object store that tells nobody of anything. */
public final class LostEventsProfile extends LiveProfile {
  @Override
  public Map<String, String> getConfigOverrides() {
    var overrides = new HashMap<>(super.getConfigOverrides());
    overrides.keySet().removeIf(key -> key.startsWith("zeroflow.s3."));
    // The tests search by themselves, at times of their own.
    overrides.put("zeroflow.events-search-interval", "0S");
    return overrides;
  }

  @Override
  public List<TestResourceEntry> testResources() {
    return List.of(
        new TestResourceEntry(GraphqlDatabase.class), new TestResourceEntry(FilesS3.class));
  }
}
