package dev.zeroflow.metadata.listing;

import dev.zeroflow.metadata.MetadataException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The fields of a resource by the keys that clients use for them. */
public final class Fields {
  /** Key of a tag, where a resource has tags. */
  public static final String TAG = "tags.";

  public static final Fields EXPERIMENTS =
      new Fields(
          "experiments",
          texts("experiment_id", "display_name", "namespace", "storage_state"),
          times("created_at", "last_run_created_at"),
          Map.of("id", "experiment_id", "name", "display_name"));

  public static final Fields PIPELINES =
      new Fields(
          "pipelines",
          texts("pipeline_id", "name", "display_name", "description", "namespace"),
          times("created_at"),
          Map.of("id", "pipeline_id"));

  public static final Fields PIPELINE_VERSIONS =
      new Fields(
          "pipeline versions",
          texts("pipeline_version_id", "pipeline_id", "name", "display_name", "description"),
          times("created_at"),
          Map.of("id", "pipeline_version_id"));

  public static final Fields RUNS =
      new Fields(
          "runs",
          texts(
              "run_id",
              "display_name",
              "description",
              "storage_state",
              "namespace",
              "experiment_id",
              "state",
              "recurring_run_id"),
          times("created_at", "finished_at", "scheduled_at"),
          Map.of("id", "run_id", "name", "display_name", "status", "state"));

  public static final Fields ARTIFACTS =
      new Fields(
          "artifacts",
          texts("artifact_id", "name", "uri", "namespace"),
          times("created_at"),
          Map.of("id", "artifact_id"));

  public static final Fields RECURRING_RUNS =
      new Fields(
          "recurring runs",
          texts("recurring_run_id", "display_name", "description", "namespace", "status"),
          times("created_at", "updated_at"),
          Map.of("id", "recurring_run_id", "name", "display_name"));

  private final String resource;
  private final Map<String, Field> byKey;

  private Fields(
      String resource, List<Field> texts, List<Field> times, Map<String, String> aliases) {
    this.resource = resource;
    byKey =
        Stream.concat(texts.stream(), times.stream())
            .collect(Collectors.toMap(Field::name, Function.identity(), (a, b) -> a, TreeMap::new));
    aliases.forEach((alias, name) -> byKey.put(alias, byKey.get(name)));
  }

  private static List<Field> texts(String... names) {
    return Stream.of(names).map(Field::text).toList();
  }

  private static List<Field> times(String... names) {
    return Stream.of(names).map(Field::time).toList();
  }

  /**
   * The field behind a key.
   *
   * @throws MetadataException with BAD_INPUT that names the known keys
   */
  Field require(String key) {
    Field field = byKey.get(key);
    if (field != null) {
      return field;
    }
    if (hasTags() && key.startsWith(TAG) && key.length() > TAG.length()) {
      return Field.text(key);
    }
    throw MetadataException.badInput(
        "there is no field \"%s\"; known are %s%s"
            .formatted(
                key,
                String.join(", ", new TreeSet<>(byKey.keySet())),
                hasTags() ? ", " + TAG + "<key>" : ""));
  }

  /** What is listed. */
  String resource() {
    return resource;
  }

  private boolean hasTags() {
    return this == PIPELINES || this == PIPELINE_VERSIONS;
  }
}
