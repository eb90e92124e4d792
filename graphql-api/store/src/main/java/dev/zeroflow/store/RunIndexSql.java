package dev.zeroflow.store;

import dev.zeroflow.metadata.run.RunKind;
import dev.zeroflow.metadata.run.RunPlace;
import dev.zeroflow.metadata.run.RunSelection;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The statement of {@link RunIndex}: each kind gives as many rows as the page has, in the order of
 * an index, and the page is the first of all of them. Conditions that nobody asks for are not in
 * it, so that they cannot keep an index from being used.
 */
final class RunIndexSql {
  private static final String PIPELINE =
      """
      SELECT r.id, 'PIPELINE' AS kind, r.created_at AS at FROM scheduling.run_view r
        LEFT JOIN metadata.run_detail d ON d.run_id = r.id AND d.project = r.project
       WHERE r.project = $1\
      """;
  private static final String TRACKING =
      """
      SELECT r.id, 'TRACKING' AS kind, r.started_at AS at FROM metadata.tracking_run r
       WHERE r.project = $1 AND r.origin = 'CLIENT' AND r.deleted_at IS NULL\
      """;
  private static final String IN_EXPERIMENT =
      """
       AND (%1$s = ANY (%2$s) OR %1$s IN
         (SELECT x.id FROM metadata.experiment x WHERE x.project = $1 AND x.number = ANY (%3$s)))\
      """;
  private final UUID byDefault;
  private final RunSelection wanted;
  private final @Nullable RunPlace after;
  private final Tuple parameters;
  private final String text;

  /**
   * @param byDefault experiment of pipeline runs of which none is said
   */
  RunIndexSql(
      String project, UUID byDefault, RunSelection wanted, @Nullable RunPlace after, int limit) {
    this.byDefault = byDefault;
    this.wanted = wanted;
    this.after = after;
    this.parameters = Tuple.of(project);
    String order = wanted.oldestFirst() ? "at, id" : "at DESC, id DESC";
    String end = " ORDER BY %s LIMIT %d".formatted(order, limit);
    this.text =
        Stream.of(RunKind.values())
            .filter(wanted::has)
            .map(kind -> "(" + of(kind) + end + ")")
            .reduce((a, b) -> a + " UNION ALL " + b)
            .map(all -> "SELECT * FROM (" + all + ") AS kinds" + end)
            .orElse("");
  }

  /** Empty if nothing can be found. */
  String text() {
    return text;
  }

  Tuple parameters() {
    return parameters;
  }

  private String of(RunKind kind) {
    return switch (kind) {
      case PIPELINE -> PIPELINE + conditions("r.created_at", experimentOfPipelineRun());
      case TRACKING -> TRACKING + conditions("r.started_at", "r.experiment_id");
    };
  }

  private String experimentOfPipelineRun() {
    return asked() ? "coalesce(d.experiment_id, %s::uuid)".formatted(parameter(byDefault)) : "";
  }

  private boolean asked() {
    return !wanted.experiments().isEmpty() || !wanted.experimentNumbers().isEmpty();
  }

  private String conditions(String time, String experiment) {
    StringBuilder where = new StringBuilder(asked() ? inExperiments(experiment) : "");
    if (!wanted.states().isEmpty()) {
      String[] states = wanted.states().stream().map(Enum::name).toArray(String[]::new);
      where.append(" AND r.state = ANY (").append(parameter(states)).append(')');
    }
    if (!wanted.name().isEmpty()) {
      where.append(
          " AND position(lower(%s) in lower(r.name)) > 0".formatted(parameter(wanted.name())));
    }
    if (wanted.pipeline() != null) {
      where.append(ofPipeline(wanted.pipeline(), wanted.pipelineId()));
    }
    return where.append(at(time)).toString();
  }

  /** The default one has number 0 before there is a row of it. */
  private String inExperiments(String experiment) {
    List<Long> numbers = wanted.experimentNumbers();
    Stream<UUID> more = numbers.contains(0L) ? Stream.of(byDefault) : Stream.of();
    UUID[] ids = Stream.concat(wanted.experiments().stream(), more).toArray(UUID[]::new);
    return IN_EXPERIMENT.formatted(
        experiment, parameter(ids), parameter(numbers.toArray(Long[]::new)));
  }

  private String at(String time) {
    StringBuilder where = new StringBuilder();
    if (wanted.from() != null) {
      where.append(" AND %s >= %s".formatted(time, parameter(Database.utc(wanted.from()))));
    }
    if (wanted.before() != null) {
      where.append(" AND %s < %s".formatted(time, parameter(Database.utc(wanted.before()))));
    }
    if (after != null) {
      String than = wanted.oldestFirst() ? ">" : "<";
      String place = parameter(Database.utc(after.at())) + ", " + parameter(after.id());
      where.append(" AND (%s, r.id) %s (%s)".formatted(time, than, place));
    }
    return where.toString();
  }

  private String ofPipeline(String name, @Nullable UUID id) {
    String byName = "r.pipeline = " + parameter(name);
    return id == null
        ? " AND " + byName
        : " AND (d.pipeline_id = %s OR (d.pipeline_id IS NULL AND %s))"
            .formatted(parameter(id), byName);
  }

  private String parameter(Object value) {
    parameters.addValue(value);
    return "$" + parameters.size();
  }
}
