package dev.zeroflow.metadata.search;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What can be searched, and by which identifiers. */
public final class SearchTarget {
  private static final Set<String> OF_A_DATASET = Set.of("name", "digest", "context");

  public static final SearchTarget RUNS =
      new SearchTarget(
          "runs",
          EnumSet.allOf(Kind.class),
          List.of("run_id", "run_name", "user_id", "status", "artifact_uri"),
          List.of("start_time", "end_time"),
          Map.of(
              "run name", "run_name",
              "Run name", "run_name",
              "Run Name", "run_name",
              "created", "start_time",
              "Created", "start_time"));

  public static final SearchTarget EXPERIMENTS =
      new SearchTarget(
          "experiments",
          EnumSet.of(Kind.ATTRIBUTE, Kind.TAG),
          List.of("name", "experiment_id"),
          List.of("creation_time", "last_update_time"),
          Map.of());

  public static final SearchTarget REGISTERED_MODELS =
      new SearchTarget(
          "registered models",
          EnumSet.of(Kind.ATTRIBUTE, Kind.TAG),
          List.of("name"),
          List.of("creation_timestamp", "last_updated_timestamp"),
          Map.of("timestamp", "last_updated_timestamp"));

  public static final SearchTarget MODEL_VERSIONS =
      new SearchTarget(
          "model versions",
          EnumSet.of(Kind.ATTRIBUTE, Kind.TAG),
          List.of("name", "run_id", "source_path"),
          List.of("version_number", "creation_timestamp", "last_updated_timestamp"),
          Map.of());

  public static final SearchTarget LOGGED_MODELS =
      new SearchTarget(
          "logged models",
          EnumSet.of(Kind.ATTRIBUTE, Kind.METRIC, Kind.PARAM, Kind.TAG),
          List.of("name", "model_id", "model_type", "status", "source_run_id", "experiment_id"),
          List.of("creation_timestamp", "last_updated_timestamp"),
          Map.of(
              "creation_time", "creation_timestamp",
              "creation_timestamp_ms", "creation_timestamp",
              "last_updated_timestamp_ms", "last_updated_timestamp"));

  private final String resource;
  private final Set<Kind> kinds;
  private final Set<String> texts;
  private final Set<String> numbers;
  private final Map<String, String> aliases;

  private SearchTarget(
      String resource,
      Set<Kind> kinds,
      List<String> texts,
      List<String> numbers,
      Map<String, String> aliases) {
    this.resource = resource;
    this.kinds = kinds;
    this.aliases = aliases;
    this.texts = Set.copyOf(texts);
    this.numbers = Set.copyOf(numbers);
  }

  /** The names of all attributes, without aliases: whoever stores these items has all of them. */
  public Set<String> attributes() {
    Set<String> names = new TreeSet<>(texts);
    names.addAll(numbers);
    return names;
  }

  /** Whether the values are numbers; otherwise they are texts. */
  boolean isNumber(Identifier identifier) {
    return switch (identifier.kind()) {
      case METRIC -> true;
      case PARAM, TAG, DATASET -> false;
      case ATTRIBUTE -> numbers.contains(identifier.key());
    };
  }

  /**
   * Reads {@code key} of an attribute, or {@code kind.key}. Both parts may be in backticks or
   * double quotes, which a key with other characters than letters, digits and {@code _.-/:} needs.
   */
  Identifier read(Scanner scanner) {
    int start = scanner.mark();
    String name = scanner.name();
    Identifier found =
        scanner.dot()
            ? new Identifier(kind(scanner, start, name), scanner.key())
            : new Identifier(Kind.ATTRIBUTE, name);
    return checked(scanner, start, found);
  }

  private Kind kind(Scanner scanner, int start, String prefix) {
    return Kind.of(prefix)
        .filter(kinds::contains)
        .orElseThrow(
            () ->
                scanner.refused(
                    start, "%s have no \"%s\"; %s".formatted(resource, prefix, known())));
  }

  private Identifier checked(Scanner scanner, int start, Identifier found) {
    return switch (found.kind()) {
      case METRIC, PARAM, TAG -> found;
      case ATTRIBUTE -> attribute(scanner, start, found.key());
      case DATASET -> {
        if (!OF_A_DATASET.contains(found.key())) {
          throw scanner.refused(
              start,
              "a dataset has name, digest and context, but no \"%s\"".formatted(found.key()));
        }
        yield found;
      }
    };
  }

  private Identifier attribute(Scanner scanner, int start, String name) {
    String own = aliases.getOrDefault(name, name);
    if (!attributes().contains(own)) {
      throw scanner.refused(
          start, "%s have no attribute \"%s\"; %s".formatted(resource, name, known()));
    }
    return new Identifier(Kind.ATTRIBUTE, own);
  }

  private String known() {
    String keys =
        kinds.stream()
            .filter(kind -> kind != Kind.ATTRIBUTE)
            .map(kind -> kind.prefix() + ".<key>")
            .collect(Collectors.joining(", "));
    return "known are " + String.join(", ", attributes()) + ", " + keys;
  }

  @Override
  public String toString() {
    return resource;
  }
}
