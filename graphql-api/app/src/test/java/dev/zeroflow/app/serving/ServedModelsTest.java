package dev.zeroflow.app.serving;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zeroflow.metadata.Digests;
import dev.zeroflow.metadata.serving.InferenceService;
import dev.zeroflow.metadata.serving.InferenceServices;
import dev.zeroflow.metadata.serving.ServiceState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ServedModelsTest {
  private Instant now = Instant.parse("2026-01-01T12:00:00Z");
  private final Stored stored = new Stored();
  private final List<String> declared = new ArrayList<>();
  private final ServedModels served =
      new ServedModels(stored, it -> declared.add(it.version()), () -> now);

  private static InferenceService version(String version, ServiceState state) {
    return new InferenceService(
        "default",
        "flowers",
        "iris",
        version,
        UUID.randomUUID(),
        Digests.sha256("model " + version),
        Digests.sha256("token " + version),
        state,
        "/v2/models/flowers",
        Instant.EPOCH);
  }

  private Optional<String> found() {
    return served.find("default", "flowers").map(InferenceService::version);
  }

  @Test
  void whatIsKnownIsBelievedForAWhile() {
    served.put(version("1", ServiceState.READY));
    stored.upsert(version("2", ServiceState.READY));

    assertThat(found()).contains("1");
    assertThat(stored.asked).isZero();
  }

  @Test
  void whatAnotherServerServesIsSeenAndDeclared() {
    served.put(version("1", ServiceState.READY));
    stored.upsert(version("2", ServiceState.READY));
    now = now.plus(ServedModels.BELIEVED);

    assertThat(found()).contains("2");
    assertThat(found()).contains("2");
    assertThat(declared).containsExactly("2");
    assertThat(stored.asked).isEqualTo(1);
  }

  @Test
  void theVersionOfBeforeAnswersWhileTheNextIsPutUp() {
    served.put(version("1", ServiceState.READY));
    stored.upsert(version("2", ServiceState.PENDING));
    now = now.plus(ServedModels.BELIEVED);

    assertThat(found()).contains("1");
    assertThat(declared).isEmpty();
  }

  @Test
  void whatIsNotServedIsNotThere() {
    assertThat(found()).isEmpty();
    stored.upsert(version("1", ServiceState.PENDING));
    assertThat(found()).isEmpty();
    served.put(version("1", ServiceState.READY));
    stored.services.clear();
    now = now.plus(ServedModels.BELIEVED);
    assertThat(found()).isEmpty();
  }

  /** What the database would hold. */
  private static final class Stored implements InferenceServices {
    private final Map<String, InferenceService> services = new TreeMap<>();
    private int asked;

    @Override
    public void upsert(InferenceService service) {
      services.put(service.project() + "/" + service.name(), service);
    }

    @Override
    public Optional<InferenceService> find(String project, String name) {
      asked++;
      return Optional.ofNullable(services.get(project + "/" + name));
    }

    @Override
    public Optional<InferenceService> findByToken(String tokenDigest) {
      return all().stream().filter(it -> it.tokenDigest().equals(tokenDigest)).findFirst();
    }

    @Override
    public List<InferenceService> all() {
      return List.copyOf(services.values());
    }
  }
}
