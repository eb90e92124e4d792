package dev.zeroflow.app.graphql;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The GraphQL API alone: a real database, and stand-ins for what it calls. */
public final class GraphqlProfile implements QuarkusTestProfile {
  @Override
  public Map<String, String> getConfigOverrides() {
    return Map.of(
        "quarkus.http.test-port", "0", "quarkus.log.category.\"org.hibernate.SQL\".level", "DEBUG");
  }

  @Override
  public Set<Class<?>> getEnabledAlternatives() {
    return Set.of(TwoAttempts.class, StoringDeployer.class, OneFunction.class);
  }

  @Override
  public List<TestResourceEntry> testResources() {
    return List.of(new TestResourceEntry(GraphqlDatabase.class));
  }
}
