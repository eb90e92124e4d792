package dev.zeroflow.app.mlflow;

import dev.zeroflow.app.graphql.GraphqlDatabase;
import dev.zeroflow.app.graphql.GraphqlProfile;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A server with a database and an object store. */
public final class FilesProfile extends GraphqlProfile {
  @Override
  public Map<String, String> getConfigOverrides() {
    var overrides = new HashMap<>(super.getConfigOverrides());
    overrides.keySet().removeIf(key -> key.startsWith("zeroflow.s3."));
    overrides.put("zeroflow.files.max-size", "64M");
    return overrides;
  }

  @Override
  public List<TestResourceEntry> testResources() {
    return List.of(
        new TestResourceEntry(GraphqlDatabase.class), new TestResourceEntry(FilesS3.class));
  }
}
