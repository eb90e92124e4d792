package dev.zeroflow.scheduler.port;

import static dev.zeroflow.scheduler.port.ShardClaim.SHARDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.zeroflow.scheduler.port.ShardLeases.Member;
import dev.zeroflow.scheduler.port.ShardLeases.Standing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link ShardLeases} does. */
public abstract class ShardLeasesContract {
  protected static final Duration LEASE = Duration.ofMinutes(10);

  protected StoreUnderTest store;
  protected ShardLeases leases;

  /** An empty store. */
  protected abstract StoreUnderTest store();

  @BeforeEach
  void open() {
    store = store();
    leases = store.leases();
  }

  private Member join(String name) {
    return leases.join(name, LEASE);
  }

  private void pass(Duration time) {
    store.pass().accept(time);
  }

  @Test
  void aMemberClaimsNoMoreThanItAsksFor() {
    Member one = join("one");
    List<ShardClaim> some = leases.claim(one, 10);
    assertThat(some).hasSize(10).doesNotHaveDuplicates();
    assertThat(leases.claim(one, 0)).isEmpty();
    List<ShardClaim> rest = leases.claim(one, SHARDS);
    assertThat(rest).hasSize(SHARDS - 10).doesNotContainAnyElementsOf(some);
    assertThat(leases.claim(one, SHARDS)).isEmpty();
  }

  @Test
  void noShardHasTwoOwners() {
    List<ShardClaim> first = leases.claim(join("one"), 100);
    List<ShardClaim> second = leases.claim(join("two"), SHARDS);
    assertThat(second).hasSize(SHARDS - 100);
    assertThat(shards(second)).doesNotContainAnyElementsOf(shards(first));
  }

  private static List<Integer> shards(List<ShardClaim> claims) {
    return claims.stream().map(ShardClaim::shard).toList();
  }

  @Test
  void aMemberKnowsHowItStands() {
    Member one = join("one");
    List<ShardClaim> claimed = leases.claim(one, 3);
    Standing alone = leases.renew(one, LEASE);
    assertThat(alone.replaced()).isFalse();
    assertThat(alone.expired()).isFalse();
    assertThat(alone.members()).isEqualTo(1);
    assertThat(alone.owned()).containsExactlyInAnyOrderElementsOf(claimed);
    join("two");
    Standing beside = leases.renew(one, LEASE);
    assertThat(beside.members()).isEqualTo(2);
    assertThat(beside.now()).isAfterOrEqualTo(alone.now());
  }

  @Test
  void theShardsOfAMemberThatIsGoneCanBeClaimed() {
    Member one = join("one");
    List<ShardClaim> before = leases.claim(one, SHARDS);
    pass(LEASE.minusMinutes(1));
    Member two = join("two");
    assertThat(leases.claim(two, SHARDS)).isEmpty();
    pass(Duration.ofMinutes(2));
    assertThat(generations(leases.claim(two, SHARDS)))
        .hasSize(SHARDS)
        .allSatisfy(
            (shard, generation) ->
                assertThat(generation).isGreaterThan(generations(before).get(shard)));
  }

  private static Map<Integer, Long> generations(List<ShardClaim> claims) {
    return claims.stream().collect(Collectors.toMap(ShardClaim::shard, ShardClaim::generation));
  }

  @Test
  void aRenewedLeaseLastsLonger() {
    Member one = join("one");
    leases.claim(one, SHARDS);
    pass(LEASE.minusMinutes(1));
    assertThat(leases.renew(one, LEASE).expired()).isFalse();
    pass(LEASE.minusMinutes(1));
    assertThat(leases.claim(join("two"), SHARDS)).isEmpty();
  }

  @Test
  void aMemberLearnsThatItsLeaseHadEnded() {
    Member one = join("one");
    leases.claim(one, 10);
    pass(LEASE.plusMinutes(1));
    leases.claim(join("two"), 4);
    Standing standing = leases.renew(one, LEASE);
    assertThat(standing.expired()).isTrue();
    assertThat(standing.replaced()).isFalse();
    assertThat(standing.owned().size()).isBetween(6, 10);
    assertThat(leases.renew(one, LEASE).expired()).isFalse();
  }

  @Test
  void whoseLeaseHasEndedClaimsNothing() {
    Member one = join("one");
    pass(LEASE.plusMinutes(1));
    assertThat(leases.claim(one, SHARDS)).isEmpty();
    leases.renew(one, LEASE);
    assertThat(leases.claim(one, SHARDS)).hasSize(SHARDS);
  }

  @Test
  void aMemberThatIsStartedAgainNeedNotWaitForItsLease() {
    Member before = join("one");
    List<ShardClaim> claimed = leases.claim(before, SHARDS);
    Member after = join("one");
    assertThat(after.incarnation()).isGreaterThan(before.incarnation());
    List<ShardClaim> again = leases.claim(after, SHARDS);
    assertThat(again).hasSize(SHARDS).doesNotContainAnyElementsOf(claimed);
    assertThat(leases.renew(after, LEASE).members()).isEqualTo(1);
  }

  @Test
  void whoHasBeenReplacedIsToldAndGetsNothing() {
    Member before = join("one");
    leases.claim(before, 5);
    Member after = join("one");
    Standing standing = leases.renew(before, LEASE);
    assertThat(standing.replaced()).isTrue();
    assertThat(standing.owned()).isEmpty();
    assertThat(leases.claim(before, SHARDS)).isEmpty();
    leases.leave(before);
    assertThat(leases.renew(after, LEASE).expired()).isFalse();
  }

  @Test
  void aReleasedShardIsFree() {
    Member one = join("one");
    Member two = join("two");
    List<ShardClaim> claimed = leases.claim(one, SHARDS);
    leases.release(one, List.of());
    leases.release(one, claimed.subList(0, 7));
    assertThat(leases.renew(one, LEASE).owned()).hasSize(SHARDS - 7);
    List<ShardClaim> moved = leases.claim(two, SHARDS);
    assertThat(shards(moved)).containsExactlyInAnyOrderElementsOf(shards(claimed.subList(0, 7)));
    assertThat(generations(moved))
        .allSatisfy(
            (shard, generation) ->
                assertThat(generation).isGreaterThan(generations(claimed).get(shard)));
  }

  @Test
  void nobodyReleasesWhatItDoesNotOwn() {
    Member one = join("one");
    Member two = join("two");
    List<ShardClaim> old = leases.claim(one, 1);
    leases.release(two, old);
    assertThat(leases.renew(one, LEASE).owned()).isEqualTo(old);
    leases.release(one, old);
    List<ShardClaim> again = leases.claim(one, SHARDS);
    leases.release(one, old);
    assertThat(leases.renew(one, LEASE).owned()).containsExactlyInAnyOrderElementsOf(again);
  }

  @Test
  void whoLeavesLeavesEverything() {
    Member one = join("one");
    leases.claim(one, SHARDS);
    leases.leave(one);
    leases.leave(one);
    Member two = join("two");
    assertThat(leases.renew(two, LEASE).members()).isEqualTo(1);
    assertThat(leases.claim(two, SHARDS)).hasSize(SHARDS);
  }

  @Test
  void membersThatClaimAtTheSameTimeNeverGetTheSame() throws Exception {
    List<Future<List<ShardClaim>>> claims = new ArrayList<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 6; i++) {
        Member member = join("member-" + i);
        claims.add(threads.submit(() -> claimBySeven(member)));
      }
    }
    List<Integer> all = new ArrayList<>();
    for (Future<List<ShardClaim>> each : claims) {
      all.addAll(shards(each.get()));
    }
    all.addAll(shards(leases.claim(join("late"), SHARDS)));
    assertThat(all).hasSize(SHARDS).doesNotHaveDuplicates();
  }

  private List<ShardClaim> claimBySeven(Member member) {
    List<ShardClaim> all = new ArrayList<>();
    List<ShardClaim> some = leases.claim(member, 7);
    while (!some.isEmpty()) {
      all.addAll(some);
      some = leases.claim(member, 7);
    }
    return all;
  }

  @Test
  void fourMembersComeToHaveTheSameNumberOfShards() {
    Map<Member, List<ShardClaim>> owned = new LinkedHashMap<>();
    for (int i = 0; i < 4; i++) {
      owned.put(join("member-" + i), List.of());
      for (int round = 0; round < 2; round++) {
        owned.replaceAll((member, before) -> balanced(member));
      }
      int share = (SHARDS + i) / (i + 1);
      assertThat(owned.values()).allSatisfy(it -> assertThat(it.size()).isLessThanOrEqualTo(share));
      assertThat(owned.values().stream().flatMap(it -> shards(it).stream()))
          .hasSize(SHARDS)
          .doesNotHaveDuplicates();
    }
    assertThat(owned.values()).allSatisfy(it -> assertThat(it).hasSize(SHARDS / 4));
  }

  /** What a member owns once it has given up what is too much and claimed what is too little. */
  private List<ShardClaim> balanced(Member member) {
    Standing standing = leases.renew(member, LEASE);
    int share = (SHARDS + standing.members() - 1) / standing.members();
    List<ShardClaim> owned = new ArrayList<>(standing.owned());
    if (owned.size() > share) {
      List<ShardClaim> surplus = owned.subList(share, owned.size());
      leases.release(member, List.copyOf(surplus));
      surplus.clear();
    }
    owned.addAll(leases.claim(member, share - owned.size()));
    return Collections.unmodifiableList(owned);
  }
}
