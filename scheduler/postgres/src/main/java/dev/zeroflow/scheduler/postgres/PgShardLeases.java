package dev.zeroflow.scheduler.postgres;

import static dev.zeroflow.scheduler.postgres.Sql.column;

import dev.zeroflow.scheduler.port.ShardClaim;
import dev.zeroflow.scheduler.port.ShardLeases;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * {@link ShardLeases} as rows. A lease says whether the shards of a member may be claimed; what
 * keeps two members from deciding about the same run is the generation of the shard alone.
 */
public final class PgShardLeases implements ShardLeases {
  private final Pool pool;

  public PgShardLeases(Pool pool) {
    this.pool = pool;
  }

  @Override
  public Member join(String name, Duration lease) {
    return Sql.inTransaction(
        pool,
        Sql.BEGIN,
        transaction -> {
          Future<RowSet<Row>> joined =
              transaction.send(LeaseSql.JOIN, Tuple.of(name, lease.toMillis()));
          transaction.await(LeaseSql.FORGET, Tuple.tuple());
          return new Member(name, Sql.await(joined).iterator().next().getLong(0));
        });
  }

  @Override
  public Standing renew(Member member, Duration lease) {
    return Sql.inTransaction(
        pool,
        LeaseSql.BEGIN_RENEWAL,
        transaction -> {
          Future<RowSet<Row>> renewed =
              transaction.send(
                  LeaseSql.RENEW, Tuple.of(member.name(), member.incarnation(), lease.toMillis()));
          Future<RowSet<Row>> members = transaction.send(LeaseSql.MEMBERS, Tuple.tuple());
          RowSet<Row> owned = transaction.await(LeaseSql.OWNED, values(member));
          return standing(Sql.await(renewed), Sql.await(members).iterator().next(), owned);
        });
  }

  private static Standing standing(RowSet<Row> renewed, Row members, RowSet<Row> owned) {
    boolean replaced = renewed.size() == 0;
    return new Standing(
        replaced,
        !replaced && renewed.iterator().next().getBoolean(0),
        members.getInteger(0),
        replaced ? List.of() : claims(owned),
        members.getOffsetDateTime(1).toInstant());
  }

  @Override
  public List<ShardClaim> claim(Member member, int limit) {
    Tuple values = values(member).addValue(limit);
    List<ShardClaim> claimed = claims(Sql.rows(pool, LeaseSql.CLAIM, values));
    claimed.sort(Comparator.comparingInt(ShardClaim::shard));
    return claimed;
  }

  private static List<ShardClaim> claims(RowSet<Row> rows) {
    var claims = new ArrayList<ShardClaim>(rows.size());
    rows.forEach(row -> claims.add(new ShardClaim(row.getInteger(0), row.getLong(1))));
    return claims;
  }

  @Override
  public void release(Member member, Collection<ShardClaim> claims) {
    if (claims.isEmpty()) {
      return;
    }
    List<ShardClaim> list = List.copyOf(claims);
    Tuple values =
        values(member)
            .addArrayOfShort(column(list, claim -> (short) claim.shard(), Short[]::new))
            .addArrayOfLong(column(list, ShardClaim::generation, Long[]::new));
    Sql.rows(pool, LeaseSql.RELEASE, values);
  }

  @Override
  public void leave(Member member) {
    Sql.inTransaction(
        pool,
        Sql.BEGIN,
        transaction -> {
          transaction.send(LeaseSql.RELEASE_ALL, values(member));
          transaction.send(LeaseSql.RELEASE_SLOTS, values(member));
          return transaction.send(LeaseSql.LEAVE, values(member));
        });
  }

  private static Tuple values(Member member) {
    return Tuple.of(member.name(), member.incarnation());
  }
}
