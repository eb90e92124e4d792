package dev.zeroflow.scheduler.postgres;

import static dev.zeroflow.scheduler.postgres.Sql.column;

import dev.zeroflow.scheduler.port.FairShare;
import dev.zeroflow.scheduler.port.FairShare.Use;
import dev.zeroflow.scheduler.port.ShardLeases.Member;
import dev.zeroflow.scheduler.port.SlotBudget;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * {@link SlotBudget} as rows: what each member wants of a limit and may use. Members that balance
 * the same limit do it one after the other; a balance that changes nothing writes nothing, and one
 * without limits is a single look.
 */
public final class PgSlotBudget implements SlotBudget {
  /** What cannot be divided goes to another member every ten seconds. */
  private static final String LIMITS =
      """
      SELECT scope, name, slots, (extract(epoch FROM now() - set_at) / 10)::int8 AS turn
        FROM scheduling.concurrency_limit
       WHERE (scope, name) IN (SELECT * FROM unnest($1::text[], $2::text[]))
      """;

  /**
   * In one order for everybody. A lock of the rows would be written to the disk each time, even if
   * nothing changes.
   */
  private static final String LOCK =
      """
      SELECT pg_advisory_xact_lock(key) FROM (
        SELECT DISTINCT hashtextextended('scheduling.concurrency_limit ' || scope || ' ' || name, 0)
          FROM unnest($1::text[], $2::text[]) AS c (scope, name)
         ORDER BY 1) AS locks (key)
      """;

  /** Of the members that have a lease. */
  private static final String USES =
      """
      SELECT g.scope, g.name, g.member, g.wanted, g.granted
        FROM scheduling.slot_grant g
        JOIN scheduling.member m ON m.name = g.member AND m.incarnation = g.incarnation
       WHERE m.lease_until > now()
         AND (g.scope, g.name) IN (SELECT * FROM unnest($1::text[], $2::text[]))
      """;

  private static final String STANDING =
      """
      SELECT EXISTS (
        SELECT 1 FROM scheduling.member
         WHERE name = $1 AND incarnation = $2 AND lease_until > now())
      """;
  private static final String GRANT =
      """
      INSERT INTO scheduling.slot_grant (member, incarnation, scope, name, wanted, granted)
      SELECT $1, $2, c.* FROM unnest($3::text[], $4::text[], $5::int4[], $6::int4[]) AS c
      ON CONFLICT (scope, name, member) DO UPDATE
         SET incarnation = EXCLUDED.incarnation, wanted = EXCLUDED.wanted,
             granted = EXCLUDED.granted
      """;

  private final Pool pool;

  public PgSlotBudget(Pool pool) {
    this.pool = pool;
  }

  @Override
  public Map<Limit, Integer> balance(Member member, Map<Limit, Demand> demands) {
    var allowed = new HashMap<Limit, Integer>();
    demands.keySet().forEach(limit -> allowed.put(limit, Integer.MAX_VALUE));
    List<Limit> limited = new ArrayList<>();
    Sql.rows(pool, LIMITS, names(Tuple.tuple(), List.copyOf(demands.keySet())))
        .forEach(row -> limited.add(limit(row)));
    if (!limited.isEmpty()) {
      allowed.putAll(
          Sql.inTransaction(pool, Sql.BEGIN, it -> balance(it, member, demands, limited)));
    }
    return allowed;
  }

  private static Map<Limit, Integer> balance(
      Transaction transaction, Member member, Map<Limit, Demand> demands, List<Limit> limited) {
    transaction.send(LOCK, names(Tuple.tuple(), limited));
    // Statements of their own, so that they see what was granted while the lock was waited for.
    Future<RowSet<Row>> limits = transaction.send(LIMITS, names(Tuple.tuple(), limited));
    Future<RowSet<Row>> standing =
        transaction.send(STANDING, Tuple.of(member.name(), member.incarnation()));
    var uses = uses(transaction.await(USES, names(Tuple.tuple(), limited)));
    boolean live = Sql.await(standing).iterator().next().getBoolean(0);
    Map<Limit, Integer> allowed = new HashMap<>();
    Map<Limit, Use> changed = new HashMap<>();
    for (Row row : Sql.await(limits)) {
      Limit limit = limit(row);
      Map<String, Use> others = uses.getOrDefault(limit, new HashMap<>());
      Use before = others.remove(member.name());
      Demand demand = Objects.requireNonNull(demands.get(limit));
      int share = share(row, live, others, member, demand);
      // What it holds beyond its share is not free for others yet.
      var use = new Use(Math.max(demand.held(), demand.wanted()), Math.max(demand.held(), share));
      allowed.put(limit, share);
      if (!use.equals(before)) {
        changed.put(limit, use);
      }
    }
    write(transaction, member, changed);
    return allowed;
  }

  private static int share(
      Row limit, boolean live, Map<String, Use> others, Member member, Demand demand) {
    int slots = limit.getInteger("slots");
    return live
        ? FairShare.grant(slots, others, member.name(), demand, limit.getLong("turn"))
        : demand.held();
  }

  private static Map<Limit, Map<String, Use>> uses(RowSet<Row> rows) {
    Map<Limit, Map<String, Use>> uses = new HashMap<>();
    for (Row row : rows) {
      uses.computeIfAbsent(limit(row), limit -> new HashMap<>())
          .put(
              row.getString("member"),
              new Use(row.getInteger("wanted"), row.getInteger("granted")));
    }
    return uses;
  }

  private static void write(Transaction transaction, Member member, Map<Limit, Use> changed) {
    if (changed.isEmpty()) {
      return;
    }
    List<Limit> limits = List.copyOf(changed.keySet());
    List<Use> uses =
        limits.stream().map(limit -> Objects.requireNonNull(changed.get(limit))).toList();
    Tuple values =
        names(Tuple.of(member.name(), member.incarnation()), limits)
            .addArrayOfInteger(column(uses, Use::wanted, Integer[]::new))
            .addArrayOfInteger(column(uses, Use::granted, Integer[]::new));
    transaction.send(GRANT, values);
  }

  private static Tuple names(Tuple values, List<Limit> limits) {
    return values
        .addArrayOfString(column(limits, limit -> limit.scope().name(), String[]::new))
        .addArrayOfString(column(limits, Limit::name, String[]::new));
  }

  private static Limit limit(Row row) {
    return new Limit(Scope.valueOf(row.getString("scope")), row.getString("name"));
  }
}
