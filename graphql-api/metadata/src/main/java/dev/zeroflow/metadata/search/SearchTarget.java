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
          EnumSet.of(Kind.ATTRIBUTE, Kind.METRIC, Kind.PARAM, Kind.TAG, Kind.DATASET),
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

  public static final SearchTarget TRACES =
      new SearchTarget(
          "traces",
          EnumSet.of(
              Kind.ATTRIBUTE, Kind.TAG, Kind.METADATA, Kind.SPAN, Kind.FEEDBACK, Kind.EXPECTATION),
          List.of("request_id", "status", "client_request_id", "experiment_id"),
          List.of("timestamp_ms", "execution_time_ms", "end_time_ms"),
          Map.of(
              "trace_id", "request_id",
              "timestamp", "timestamp_ms",
              "execution_time", "execution_time_ms",
              "end_time", "end_time_ms"));

  private static final Set<String> OF_A_SPAN = Set.of("name", "type", "status", "content");

  /** Before the name of an attribute of a span. */
  private static final String OF_ATTRIBUTES = "attributes.";

  /** What clients write as attributes of traces, and is none. */
  private static final Map<String, Identifier> ELSEWHERE =
      Map.of(
          "name", new Identifier(Kind.TAG, "mlflow.traceName"),
          "run_id", new Identifier(Kind.LINKED_RUN, "id"),
          "text", new Identifier(Kind.SPAN, "content"));

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
      case PARAM, TAG, METADATA, DATASET, SPAN, FEEDBACK, EXPECTATION, LINKED_RUN -> false;
      case ATTRIBUTE -> numbers.contains(identifier.key());
    };
  }

  /** By what it can be compared. */
  List<Operator> operators(Identifier identifier) {
    if (isNumber(identifier)) {
      return Operator.OF_NUMBER;
    }
    if (identifier.kind() == Kind.FEEDBACK || identifier.kind() == Kind.EXPECTATION) {
      return Operator.OF_EITHER;
    }
    return this == TRACES ? Operator.OF_TRACED_TEXT : Operator.OF_TEXT;
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
            ? new Identifier(kind(scanner, start, name), key(scanner))
            : new Identifier(Kind.ATTRIBUTE, name);
    return checked(scanner, start, found);
  }

  /** A key; the name of a span's attribute may be in quotes of its own. */
  private static String key(Scanner scanner) {
    String key = scanner.key();
    return key.equals(OF_ATTRIBUTES) ? key + scanner.key() : key;
  }

  private Kind kind(Scanner scanner, int start, String prefix) {
    return Kind.of(prefix)
        .filter(_ -> this == TRACES || !prefix.equals("trace"))
        .filter(kinds::contains)
        .orElseThrow(
            () ->
                scanner.refused(
                    start, "%s have no \"%s\"; %s".formatted(resource, prefix, known())));
  }

  private Identifier checked(Scanner scanner, int start, Identifier found) {
    return switch (found.kind()) {
      case METRIC, PARAM, TAG, METADATA, FEEDBACK, EXPECTATION, LINKED_RUN -> found;
      case SPAN -> span(scanner, start, found);
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

  private static Identifier span(Scanner scanner, int start, Identifier found) {
    String key = found.key();
    boolean named = key.startsWith(OF_ATTRIBUTES) && key.length() > OF_ATTRIBUTES.length();
    if (!named && !OF_A_SPAN.contains(key)) {
      throw scanner.refused(
          start,
          "a span has name, type, status, content and attributes.<key>, but no \"%s\""
              .formatted(key));
    }
    return found;
  }

  private Identifier attribute(Scanner scanner, int start, String name) {
    if (this == TRACES && ELSEWHERE.containsKey(name)) {
      return ELSEWHERE.get(name);
    }
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
