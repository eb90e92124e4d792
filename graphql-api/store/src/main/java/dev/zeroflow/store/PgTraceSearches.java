package dev.zeroflow.store;

import dev.zeroflow.metadata.MetadataException;
import dev.zeroflow.metadata.search.Found;
import dev.zeroflow.metadata.search.Kind;
import dev.zeroflow.metadata.search.Search;
import dev.zeroflow.metadata.search.SearchTarget;
import dev.zeroflow.metadata.trace.Trace;
import dev.zeroflow.metadata.trace.TraceSearches;
import dev.zeroflow.store.FilterColumns.Column;
import dev.zeroflow.store.FilterColumns.Entries;
import dev.zeroflow.store.FilterColumns.Parts;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Searches among traces in Postgres. */
public final class PgTraceSearches implements TraceSearches {
  private static final String OWNED = "e.project = r.project AND e.trace_id = r.id";

  /** SQLSTATE of a regular expression that is none. */
  private static final String NO_EXPRESSION = "2201B";

  private static final FilterColumns COLUMNS =
      new FilterColumns(
          SearchTarget.TRACES,
          Map.of(
              "request_id",
              new Column("('tr-' || replace(r.id::text, '-', ''))", FilterColumns.Type.TEXT, true),
              "status",
              new Column("r.state", FilterColumns.Type.TEXT, true),
              "client_request_id",
              new Column("r.client_request_id", FilterColumns.Type.TEXT, false),
              "experiment_id",
              new Column("x.number::text", FilterColumns.Type.TEXT, true),
              "timestamp_ms",
              new Column("r.started_millis", FilterColumns.Type.INTEGER, true),
              "execution_time_ms",
              new Column("r.duration_millis", FilterColumns.Type.INTEGER, false),
              "end_time_ms",
              new Column(
                  "(r.started_millis + coalesce(r.duration_millis, 0))",
                  FilterColumns.Type.INTEGER,
                  true)),
          Map.of(
              Kind.TAG,
              Entries.withPrefixes("metadata.trace_tag", OWNED, "e.key", "e.value"),
              Kind.METADATA,
              Entries.withPrefixes("metadata.trace_metadata", OWNED, "e.key", "e.value"),
              Kind.FEEDBACK,
              said("FEEDBACK"),
              Kind.EXPECTATION,
              said("EXPECTATION")),
          Map.of(
              Kind.SPAN,
              new Parts(
                  "metadata.trace_span",
                  OWNED,
                  Map.of(
                      "name", "e.name",
                      "type", "e.type",
                      "status", "e.status",
                      "content", "(e.name || ' ' || e.attributes::text || ' ' || e.events::text)"),
                  "e.attributes"),
              Kind.LINKED_RUN,
              new Parts("metadata.trace_run_view", OWNED, Map.of("id", "e.run"))),
          Map.of());

  /** What has been replaced is not found. Texts are compared without their quotes. */
  private static Entries said(String kind) {
    return new Entries(
        "metadata.trace_assessment",
        OWNED + " AND e.valid AND e.kind = '%s'".formatted(kind),
        "e.name",
        "(e.value #>> '{}')",
        "e.number",
        false);
  }

  private final Database database;

  public PgTraceSearches(Pool pool) {
    this.database = new Database(pool);
  }

  @Override
  public Found<Trace> search(String project, List<Long> experiments, Search search) {
    return told(() -> query(project, experiments, search).page(database, PgTraces::trace));
  }

  @Override
  public int count(String project, List<Long> experiments, Search search) {
    return told(() -> query(project, experiments, search).count(database));
  }

  private static SearchQuery query(String project, List<Long> experiments, Search search) {
    Tuple parameters = Tuple.of(project);
    String source = TraceSql.SOURCE + of(experiments, parameters);
    return new SearchQuery(search, COLUMNS, TraceSql.COLUMNS, source, parameters);
  }

  private static String of(List<Long> experiments, Tuple parameters) {
    return switch (experiments.size()) {
      case 0 -> "";
      case 1 -> {
        parameters.addLong(experiments.getFirst());
        yield PgRunSearches.OF_ONE;
      }
      default -> {
        parameters.addArrayOfLong(experiments.toArray(Long[]::new));
        yield PgRunSearches.OF_SOME;
      }
    };
  }

  /** Only Postgres knows what its regular expressions are. */
  private static <T> T told(Supplier<T> search) {
    try {
      return search.get();
    } catch (StoreException e) {
      if (e.getCause() instanceof PgException refusal
          && NO_EXPRESSION.equals(refusal.getSqlState())) {
        throw MetadataException.badInput(
            "a regular expression of the filter is none: " + refusal.getErrorMessage());
      }
      throw e;
    }
  }
}
