package dev.zeroflow.app.graphql;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The GraphQL API alone: a real database, and stand-ins for what it calls. */
public class GraphqlProfile implements QuarkusTestProfile {
  @Override
  public Map<String, String> getConfigOverrides() {
    return Map.ofEntries(
        Map.entry("quarkus.http.test-port", "0"),
        Map.entry("quarkus.log.category.\"org.hibernate.SQL\".level", "DEBUG"),
        Map.entry("zeroflow.data", Path.of("target/graphql-test").toAbsolutePath().toString()),
        Map.entry("zeroflow.home", Path.of("../..").toAbsolutePath().normalize().toString()),
        Map.entry("zeroflow.functions.aot", "false"),
        Map.entry("zeroflow.secret-key", "a key of a test, long enough to sign tokens"),
        Map.entry("zeroflow.events-token", "events"),
        Map.entry("zeroflow.egress.allowed-hosts", "localhost"),
        Map.entry("zeroflow.s3.endpoint", "http://127.0.0.1:1"),
        Map.entry("zeroflow.s3.access-key", "nobody"),
        Map.entry("zeroflow.s3.secret-key", "nothing"));
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
