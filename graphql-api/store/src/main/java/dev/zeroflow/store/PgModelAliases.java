package dev.zeroflow.store;

import dev.zeroflow.metadata.MetadataException;
import dev.zeroflow.metadata.audit.Author;
import dev.zeroflow.metadata.governance.Evidence;
import dev.zeroflow.metadata.governance.Promotion;
import dev.zeroflow.metadata.governance.Promotion.Outcome;
import dev.zeroflow.metadata.governance.PromotionPolicy;
import dev.zeroflow.metadata.governance.PromotionRequest;
import dev.zeroflow.metadata.governance.SignatureCheck;
import dev.zeroflow.metadata.registry.AliasMove;
import dev.zeroflow.metadata.registry.AliasMove.Reason;
import dev.zeroflow.metadata.registry.ModelAlias;
import dev.zeroflow.metadata.registry.ModelAliases;
import dev.zeroflow.metadata.registry.ModelVersion;
import dev.zeroflow.metadata.registry.RegisteredModel;
import dev.zeroflow.store.VersionSignatures.Looked;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Aliases in Postgres. Whoever moves one holds its model, so one of two movers sees the other. */
public final class PgModelAliases implements ModelAliases {
  private static final String FIND =
      "SELECT * FROM metadata.model_alias WHERE project = $1 AND model = $2 AND alias = $3";

  /** As many as may be undone one by one. */
  private static final String MOVES =
      """
      SELECT * FROM (
        SELECT * FROM metadata.alias_move WHERE model_id = $1 AND alias = $2
         ORDER BY seq DESC LIMIT 1000) AS newest
       ORDER BY seq
      """;

  private final Database database;
  private final Supplier<UUID> ids;
  private final VersionSignatures signatures;

  public PgModelAliases(Pool pool, Supplier<UUID> ids, SignatureCheck check) {
    this.database = new Database(pool);
    this.signatures = new VersionSignatures(database, check);
    this.ids = ids;
  }

  @Override
  public Optional<ModelAlias> find(String project, String model, String alias) {
    return Database.first(database.run(FIND, Tuple.of(project, model, alias)))
        .map(RegistryRows::alias);
  }

  @Override
  public ModelAlias move(
      Author author, String model, String alias, String version, @Nullable Long expectedRevision) {
    ModelAlias.checkName(alias);
    var wanted = new PromotionRequest(ids.get(), model, version, alias, expectedRevision);
    Looked looked = signatures.look(author.project(), wanted);
    Optional<Promotion> decided = database.transaction(it -> move(it, author, looked));
    // A refusal is stored, so it is told only after the transaction has ended.
    decided
        .filter(it -> it.outcome() == Outcome.REFUSED)
        .ifPresent(
            it -> {
              throw MetadataException.conflict(
                  "the promotion policy of alias \"%s\" refuses version %s of model %s: %s"
                      .formatted(alias, version, model, it.reasons()));
            });
    return find(author.project(), model, alias)
        .orElseThrow(
            () -> MetadataException.conflict("alias \"" + alias + "\" was removed meanwhile"));
  }

  /** What was decided, if the alias has a policy. */
  private static Optional<Promotion> move(SqlConnection connection, Author author, Looked looked) {
    PromotionRequest wanted = looked.request();
    RegisteredModel model = ModelLock.take(connection, author, wanted.model());
    ModelVersion version = ModelLock.version(connection, model, wanted.version());
    var rows = new AliasRows(connection, author, model, wanted.alias());
    if (rows.current().filter(it -> it.version().equals(version.version())).isPresent()) {
      return Optional.empty();
    }
    rows.expect(wanted.expectedRevision());
    Optional<PromotionPolicy> policy = PromotionRows.policy(connection, model, wanted.alias());
    if (policy.isEmpty()) {
      rows.point(version.version(), Reason.MOVE, null);
    }
    return policy.map(it -> decide(connection, author, model, looked, it, rows));
  }

  @Override
  public Promotion promote(Author author, PromotionRequest request) {
    ModelAlias.checkName(request.alias());
    Looked looked = signatures.look(author.project(), request);
    return database.transaction(connection -> promote(connection, author, looked));
  }

  private static Promotion promote(SqlConnection connection, Author author, Looked looked) {
    PromotionRequest request = looked.request();
    RegisteredModel model = ModelLock.take(connection, author, request.model());
    Optional<Promotion> first = PromotionRows.find(connection, author.project(), request.id());
    if (first.isPresent()) {
      return repeated(first.get(), request);
    }
    var rows = new AliasRows(connection, author, model, request.alias());
    rows.expect(request.expectedRevision());
    PromotionPolicy policy =
        PromotionRows.policy(connection, model, request.alias())
            .orElseGet(() -> PromotionPolicy.none(request.model(), request.alias()));
    return decide(connection, author, model, looked, policy, rows);
  }

  private static Promotion repeated(Promotion first, PromotionRequest request) {
    boolean same =
        first.model().equals(request.model())
            && first.alias().equals(request.alias())
            && first.version().equals(request.version());
    if (!same) {
      throw MetadataException.conflict(
          "the clientRequestId was used for another promotion: choose a new one");
    }
    return first;
  }

  private static Promotion decide(
      SqlConnection connection,
      Author author,
      RegisteredModel model,
      Looked looked,
      PromotionPolicy policy,
      AliasRows rows) {
    PromotionRequest request = looked.request();
    ModelVersion version = ModelLock.version(connection, model, request.version());
    // A version is not compared with itself.
    @Nullable ModelVersion current =
        rows.current()
            .filter(it -> !it.version().equals(version.version()))
            .map(it -> ModelLock.version(connection, model, it.version()))
            .orElse(null);
    @Nullable Evidence signed = looked.evidence(connection, policy, version);
    var facts = PromotionRows.facts(connection, version, current, request.alias(), signed);
    Promotion decided = Promotion.decide(request, policy, facts, author.name(), author.at());
    PromotionRows.add(connection, author, model, decided);
    boolean moves = current != null || rows.current().isEmpty();
    if (decided.outcome() == Outcome.PROMOTED && moves) {
      rows.point(version.version(), Reason.PROMOTION, decided.id());
    }
    return decided;
  }

  @Override
  public boolean remove(
      Author author, String model, String alias, @Nullable Long expectedRevision) {
    return database.transaction(
        connection -> {
          RegisteredModel locked = ModelLock.take(connection, author, model);
          var rows = new AliasRows(connection, author, locked, alias);
          if (rows.current().isEmpty()) {
            return false;
          }
          rows.expect(expectedRevision);
          rows.remove();
          return true;
        });
  }

  @Override
  public ModelAlias rollback(
      Author author, String model, String alias, @Nullable Long expectedRevision) {
    return database.transaction(
        connection -> {
          RegisteredModel locked = ModelLock.take(connection, author, model);
          var rows = new AliasRows(connection, author, locked, alias);
          if (rows.current().isEmpty()) {
            throw MetadataException.notFound(
                "model %s has no alias \"%s\"".formatted(model, alias));
          }
          rows.expect(expectedRevision);
          String before = before(connection, locked, alias);
          return rows.point(before, Reason.ROLLBACK, null);
        });
  }

  private static String before(SqlConnection connection, RegisteredModel model, String alias) {
    List<AliasMove> moves = new ArrayList<>();
    Database.run(connection, MOVES, Tuple.of(model.id(), alias))
        .forEach(row -> moves.add(RegistryRows.move(row)));
    String version =
        AliasMove.previous(moves)
            .orElseThrow(
                () ->
                    MetadataException.conflict(
                        "alias \"" + alias + "\" has not pointed to another version before"));
    try {
      return ModelLock.version(connection, model, version).version();
    } catch (MetadataException gone) {
      throw MetadataException.conflict(
          "alias \"%s\" pointed to version %s before, which was deleted: move it yourself"
              .formatted(alias, version));
    }
  }
}
