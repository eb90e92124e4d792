package dev.zeroflow.metadata.webhook;

import dev.zeroflow.metadata.registry.ModelVersion;
import dev.zeroflow.metadata.registry.RegisteredModel;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A change of the registry as webhooks are told it.
 *
 * @param data JSON values by key: texts, and maps of texts
 */
public record RegistryNews(WebhookEvent event, Map<String, @Nullable Object> data) {
  /** Tag that makes a model a prompt, of which other events would tell. */
  private static final String PROMPT = "mlflow.prompt.is_prompt";

  public RegistryNews {
    data = Collections.unmodifiableMap(new LinkedHashMap<>(data));
  }

  /** Of a model that is new. */
  public static List<RegistryNews> created(RegisteredModel model) {
    Map<String, @Nullable Object> data = named(model.name());
    data.put("tags", model.tags());
    data.put("description", model.description());
    return unlessPrompt(model.tags(), List.of(of(WebhookEvent.REGISTERED_MODEL_CREATED, data)));
  }

  /** Of a version that is new. */
  public static List<RegistryNews> created(ModelVersion version) {
    Map<String, @Nullable Object> data = numbered(version);
    @Nullable UUID run = version.origin().trackingRunId();
    data.put("source", version.origin().source());
    data.put("run_id", run == null ? null : run.toString().replace("-", ""));
    data.put("tags", version.tags());
    data.put("description", version.description().isEmpty() ? null : version.description());
    return unlessPrompt(version.tags(), List.of(of(WebhookEvent.MODEL_VERSION_CREATED, data)));
  }

  /**
   * Of tags of a version.
   *
   * @param before the version before the change
   * @param change tags that were set, or removed where the value is null
   */
  public static List<RegistryNews> tagged(
      ModelVersion before, Map<String, @Nullable String> change) {
    List<RegistryNews> news = new ArrayList<>();
    change.forEach(
        (key, value) -> {
          Map<String, @Nullable Object> data = numbered(before);
          data.put("key", key);
          if (value != null) {
            data.put("value", value);
            news.add(of(WebhookEvent.MODEL_VERSION_TAG_SET, data));
          } else if (before.tags().containsKey(key)) {
            news.add(of(WebhookEvent.MODEL_VERSION_TAG_DELETED, data));
          }
        });
    return unlessPrompt(before.tags(), news);
  }

  /** Of an alias that points to a version now. */
  public static List<RegistryNews> aliasSet(RegisteredModel model, String alias, String version) {
    Map<String, @Nullable Object> data = named(model.name());
    data.put("alias", alias);
    data.put("version", version);
    return unlessPrompt(model.tags(), List.of(of(WebhookEvent.MODEL_VERSION_ALIAS_CREATED, data)));
  }

  /** Of an alias that is gone. */
  public static List<RegistryNews> aliasRemoved(RegisteredModel model, String alias) {
    Map<String, @Nullable Object> data = named(model.name());
    data.put("alias", alias);
    return unlessPrompt(model.tags(), List.of(of(WebhookEvent.MODEL_VERSION_ALIAS_DELETED, data)));
  }

  /** What a test of a webhook sends for the event. */
  public static RegistryNews example(WebhookEvent event) {
    Map<String, @Nullable Object> data = named("example_model");
    Map<String, String> tags = Map.of("example_key", "example_value");
    switch (event) {
      case REGISTERED_MODEL_CREATED -> {
        data.put("tags", tags);
        data.put("description", "An example registered model");
      }
      case MODEL_VERSION_CREATED -> {
        data.put("version", "1");
        data.put("source", "models:/123");
        data.put("run_id", "abcd1234abcd5678");
        data.put("tags", tags);
        data.put("description", "An example model version");
      }
      case MODEL_VERSION_TAG_SET -> {
        data.put("version", "1");
        data.put("key", "example_key");
        data.put("value", "example_value");
      }
      case MODEL_VERSION_TAG_DELETED -> {
        data.put("version", "1");
        data.put("key", "example_key");
      }
      case MODEL_VERSION_ALIAS_CREATED -> {
        data.put("alias", "example_alias");
        data.put("version", "1");
      }
      case MODEL_VERSION_ALIAS_DELETED -> data.put("alias", "example_alias");
    }
    return of(event, data);
  }

  /** Without what may be large, and with a word about that. */
  public RegistryNews shortened() {
    Map<String, @Nullable Object> less = new LinkedHashMap<>(data);
    less.computeIfPresent("tags", (key, value) -> Map.of());
    less.computeIfPresent("description", (key, value) -> "");
    less.put("truncated", true);
    return of(event, less);
  }

  private static RegistryNews of(WebhookEvent event, Map<String, @Nullable Object> data) {
    return new RegistryNews(event, data);
  }

  private static Map<String, @Nullable Object> named(String model) {
    Map<String, @Nullable Object> data = new LinkedHashMap<>();
    data.put("name", model);
    return data;
  }

  private static Map<String, @Nullable Object> numbered(ModelVersion version) {
    Map<String, @Nullable Object> data = named(version.model());
    data.put("version", version.version());
    return data;
  }

  private static List<RegistryNews> unlessPrompt(
      Map<String, String> tags, List<RegistryNews> news) {
    return "true".equalsIgnoreCase(tags.get(PROMPT)) ? List.of() : List.copyOf(news);
  }
}
