package dev.zeroflow.store;

import dev.zeroflow.metadata.audit.AuditEntry;
import dev.zeroflow.metadata.governance.Approval;
import dev.zeroflow.metadata.governance.Promotion;
import dev.zeroflow.metadata.governance.PromotionPolicy;
import dev.zeroflow.metadata.registry.AliasMove;
import dev.zeroflow.metadata.registry.ModelAlias;
import dev.zeroflow.metadata.registry.ModelVersion;
import dev.zeroflow.metadata.registry.RegisteredModel;
import dev.zeroflow.metadata.registry.SearchWords;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads what belongs to models and versions: one statement for each call. Never blocks. */
public final class RegistryReads {
  /** Most of a kind for each alias or version; the newest ones. */
  public static final int MAX_EACH = 100;

  private final Pool pool;
  private final EventLoop loop;

  public RegistryReads(Pool pool, Vertx vertx) {
    this.pool = pool;
    this.loop = new EventLoop(vertx);
  }

  /** A move and the model whose alias it is of. */
  public record OwnedMove(UUID modelId, AliasMove move) {}

  /** Aliases of these models, ordered by name. */
  public Uni<List<ModelAlias>> aliases(String project, Collection<String> models) {
    return list(RegistryReadSql.ALIASES, names(project, models), RegistryRows::alias);
  }

  /** Moves of all aliases of these models, newest first. */
  public Uni<List<OwnedMove>> moves(String project, Collection<UUID> models) {
    Tuple key = Tuple.of(project).addArrayOfUUID(models.toArray(UUID[]::new)).addInteger(MAX_EACH);
    return list(
        RegistryReadSql.MOVES,
        key,
        row -> new OwnedMove(row.getUUID("model_id"), RegistryRows.move(row)));
  }

  /** Policies of these models, ordered by alias. */
  public Uni<List<PromotionPolicy>> policies(String project, Collection<String> models) {
    return list(RegistryReadSql.POLICIES, names(project, models), RegistryRows::policy);
  }

  /** What people said of versions of these models, newest first. */
  public Uni<List<Approval>> approvals(String project, Collection<String> models) {
    return list(
        RegistryReadSql.APPROVALS,
        names(project, models).addInteger(MAX_EACH),
        RegistryRows::approval);
  }

  /** Decisions about versions of these models, newest first. */
  public Uni<List<Promotion>> promotions(String project, Collection<String> models) {
    return list(
        RegistryReadSql.PROMOTIONS,
        names(project, models).addInteger(MAX_EACH),
        RegistryRows::promotion);
  }

  /**
   * Versions of a model, newest first.
   *
   * @param below number that they must be below; null for the newest ones
   */
  public Uni<List<ModelVersion>> versions(
      String project, String model, @Nullable Integer below, int limit) {
    Tuple key =
        Tuple.of(project, model, below == null ? Integer.MAX_VALUE : below).addInteger(limit);
    return list(RegistryReadSql.VERSIONS, key, RegistryRows::version);
  }

  /**
   * A model that was searched for.
   *
   * @param miss less for models that the words fit better
   */
  public record FoundModel(RegisteredModel model, double miss) {}

  /**
   * Models that have all of the words, or words that begin so, the best ones first.
   *
   * @param after where to go on behind, null for the beginning
   */
  public Uni<List<FoundModel>> search(
      String project, String text, @Nullable MissedBy after, int limit) {
    Tuple key =
        Tuple.of(project, SearchWords.query(text), limit)
            .addDouble(after == null ? Double.NEGATIVE_INFINITY : after.miss())
            .addString(after == null ? "" : after.name());
    return list(
        RegistryReadSql.SEARCH,
        key,
        row -> new FoundModel(RegistryRows.model(row), row.getDouble("miss")));
  }

  /** The place of a model in a search. */
  public record MissedBy(double miss, String name) {}

  /**
   * Changes of a project, newest first.
   *
   * @param kind of what was changed; null for any
   * @param subject what was changed; null for any
   * @param before number of an entry that they must be older than; null for the newest ones
   */
  public Uni<List<AuditEntry>> audit(
      String project,
      @Nullable String kind,
      @Nullable String subject,
      @Nullable Long before,
      int limit) {
    Tuple parameters = Tuple.of(project);
    StringBuilder sql = new StringBuilder(RegistryReadSql.AUDIT);
    add(sql, parameters, "kind = ", kind);
    add(sql, parameters, "subject = ", subject);
    add(sql, parameters, "seq < ", before);
    sql.append(" ORDER BY seq DESC LIMIT ").append(limit);
    return list(sql.toString(), parameters, AuditTrail::entry);
  }

  private static void add(
      StringBuilder sql, Tuple parameters, String condition, @Nullable Object value) {
    if (value != null) {
      parameters.addValue(value);
      sql.append(" AND ").append(condition).append('$').append(parameters.size());
    }
  }

  private static Tuple names(String project, Collection<String> models) {
    return Tuple.of(project).addArrayOfString(models.toArray(String[]::new));
  }

  private <T> Uni<List<T>> list(String sql, Tuple parameters, Function<Row, T> item) {
    return loop.on(
        Uni.createFrom()
            .completionStage(() -> pool.preparedQuery(sql).execute(parameters).toCompletionStage())
            .map(
                rows -> {
                  List<T> items = new ArrayList<>();
                  rows.forEach(row -> items.add(item.apply(row)));
                  return items;
                }));
  }
}
