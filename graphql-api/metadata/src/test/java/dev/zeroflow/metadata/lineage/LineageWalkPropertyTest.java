package dev.zeroflow.metadata.lineage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Walks over random histories are compared with reachability that is worked out by repetition. */
class LineageWalkPropertyTest {
  private static final int SEEDS = 400;
  private static final List<Set<Walk>> WAYS =
      List.of(EnumSet.of(Walk.UPSTREAM), EnumSet.of(Walk.DOWNSTREAM), EnumSet.allOf(Walk.class));

  private record Reached(Set<UUID> nodes, Set<LineageEdge> edges) {}

  private static Reached reachable(Collection<LineageEdge> all, UUID root, Set<Walk> ways) {
    Set<UUID> everything = new HashSet<>(Set.of(root));
    Set<LineageEdge> walked = new HashSet<>();
    for (Walk way : ways) {
      Set<UUID> nodes = new HashSet<>(Set.of(root));
      boolean grew = true;
      while (grew) {
        grew = false;
        for (LineageEdge edge : all) {
          UUID near = way == Walk.UPSTREAM ? edge.to() : edge.from();
          UUID far = edge.beyond(near);
          boolean back = edge.role().isJoin() && nodes.contains(far);
          if (nodes.contains(near) || back) {
            walked.add(edge);
            grew |= nodes.add(far) | nodes.add(near);
          }
        }
      }
      everything.addAll(nodes);
    }
    return new Reached(everything, walked);
  }

  private static Set<UUID> ids(LineageGraph graph) {
    return graph.nodes().stream()
        .map(LineageNode::id)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  @Test
  void aWalkFindsExactlyWhatCanBeReachedInEveryModeAndAtEveryTime() {
    LongStream.range(0, SEEDS)
        .forEach(
            seed -> {
              var random = new Random(seed);
              var lineage = new RandomLineage(seed, "p");
              Instant asOf =
                  random.nextInt(3) == 0
                      ? null
                      : RandomLineage.START.plusSeconds(random.nextInt(RandomLineage.SECONDS));
              for (LineageMode mode : LineageMode.values()) {
                var source =
                    new RecordedLineage(
                        lineage.facts(), lineage.registrations(), new LineageView(mode, asOf));
                UUID root = lineage.nodes().get(random.nextInt(lineage.nodes().size()));
                check(seed, source, root, WAYS.get(random.nextInt(3)));
              }
            });
  }

  private static void check(long seed, RecordedLineage source, UUID root, Set<Walk> ways) {
    var graph = LineageWalk.from(root, source, ways, LineageWalk.MAX_HOPS);
    if (source.nodes(List.of(root)).isEmpty()) {
      assertThat(graph).isEmpty();
      return;
    }
    Reached all = reachable(source.all(), root, ways);
    assertThat(ids(graph.orElseThrow())).as("seed " + seed).isEqualTo(all.nodes());
    assertThat(graph.orElseThrow().edges())
        .as("seed " + seed)
        .doesNotHaveDuplicates()
        .containsExactlyInAnyOrderElementsOf(all.edges());
    assertThat(graph.orElseThrow().truncated()).as("seed " + seed).isFalse();
  }

  @Test
  void aWalkIsMarkedAsCutIfAndOnlyIfItLacksSomething() {
    for (long seed = 0; seed < SEEDS; seed++) {
      var random = new Random(seed);
      var lineage = new RandomLineage(seed, "p");
      LineageMode mode = LineageMode.values()[random.nextInt(3)];
      var source =
          new RecordedLineage(
              lineage.facts(), lineage.registrations(), new LineageView(mode, null));
      UUID root = lineage.nodes().get(random.nextInt(lineage.nodes().size()));
      Set<Walk> ways = WAYS.get(random.nextInt(3));
      Reached all = reachable(source.all(), root, ways);
      int maxNodes = 1 + random.nextInt(2 * all.nodes().size());
      int maxEdges = 1 + random.nextInt(2 * all.edges().size() + 1);
      int maxHops = random.nextInt(8);
      var graph =
          new LineageWalk(source, maxNodes, maxEdges).run(root, ways, maxHops).orElseThrow();
      boolean whole =
          ids(graph).equals(all.nodes()) && Set.copyOf(graph.edges()).equals(all.edges());
      assertThat(graph.truncated()).as("seed " + seed).isEqualTo(!whole);
      assertThat(graph.nodes()).hasSizeLessThanOrEqualTo(maxNodes);
      assertThat(graph.edges()).hasSizeLessThanOrEqualTo(maxEdges);
      assertThat(graph.edges())
          .allMatch(it -> ids(graph).contains(it.from()) && ids(graph).contains(it.to()));
    }
  }
}
