package dev.zeroflow.metadata.lineage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zeroflow.metadata.MetadataException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class LineageWalkTest {
  private static final Set<Walk> UP = Set.of(Walk.UPSTREAM);

  private static UUID id(int number) {
    return new UUID(0, number);
  }

  private static LineageEdge edge(int from, int to) {
    return new LineageEdge(id(from), id(to), LineageEdge.Role.INPUT, "data", Instant.EPOCH);
  }

  /** Edges from a list; every id from 0 to 999 is a node. Counts the calls. */
  private static final class EdgeList implements EdgeSource {
    private final List<LineageEdge> edges;
    private int hops;

    EdgeList(LineageEdge... edges) {
      this.edges = List.of(edges);
    }

    @Override
    public List<LineageEdge> edges(Collection<UUID> frontier, Walk walk, int limit) {
      hops++;
      return edges.stream()
          .filter(it -> frontier.contains(walk == Walk.UPSTREAM ? it.to() : it.from()))
          .limit(limit)
          .toList();
    }

    @Override
    public List<LineageNode> nodes(Collection<UUID> ids) {
      List<LineageNode> nodes = new ArrayList<>();
      for (UUID id : ids) {
        if (id.getLeastSignificantBits() < 1000) {
          nodes.add(
              new LineageNode(
                  id,
                  LineageNode.Kind.ARTIFACT,
                  "n",
                  null,
                  null,
                  null,
                  null,
                  null,
                  null,
                  null,
                  null));
        }
      }
      return nodes;
    }
  }

  private static List<Long> numbers(LineageGraph graph) {
    return graph.nodes().stream().map(node -> node.id().getLeastSignificantBits()).toList();
  }

  private static final EdgeList CHAIN = new EdgeList(edge(1, 2), edge(2, 3), edge(3, 4));

  @Test
  void aWalkGoesInItsDirectionOnly() {
    assertThat(numbers(LineageWalk.from(id(2), CHAIN, Walk.UPSTREAM, 9).orElseThrow()))
        .containsExactly(2L, 1L);
    assertThat(numbers(LineageWalk.from(id(2), CHAIN, Walk.DOWNSTREAM, 9).orElseThrow()))
        .containsExactly(2L, 3L, 4L);
  }

  @Test
  void anUnknownRootHasNoGraph() {
    assertThat(LineageWalk.from(id(1000), CHAIN, Walk.UPSTREAM, 9)).isEmpty();
  }

  @Test
  void aWalkThatEndsAtTheLimitIsCutOnlyIfMoreFollows() {
    assertThat(LineageWalk.from(id(4), CHAIN, Walk.UPSTREAM, 2).orElseThrow().truncated()).isTrue();
    assertThat(LineageWalk.from(id(4), CHAIN, Walk.UPSTREAM, 3).orElseThrow().truncated())
        .isFalse();
    var rootOnly = LineageWalk.from(id(4), CHAIN, Walk.UPSTREAM, 0).orElseThrow();
    assertThat(numbers(rootOnly)).containsExactly(4L);
    assertThat(rootOnly.truncated()).isTrue();
  }

  @Test
  void bothDirectionsAreTwoWalksFromTheRoot() {
    var source = new EdgeList(edge(1, 2), edge(2, 3), edge(1, 4), edge(5, 3));
    var graph =
        LineageWalk.from(id(2), source, Set.of(Walk.UPSTREAM, Walk.DOWNSTREAM), 9).orElseThrow();
    assertThat(numbers(graph)).containsExactly(2L, 1L, 3L);
    assertThat(graph.truncated()).isFalse();
  }

  @Test
  void diamondsAndCyclesAreVisitedOnce() {
    var source = new EdgeList(edge(1, 2), edge(1, 3), edge(2, 4), edge(3, 4), edge(4, 1));
    var graph = LineageWalk.from(id(4), source, Walk.UPSTREAM, 50).orElseThrow();
    assertThat(numbers(graph)).containsExactly(4L, 2L, 3L, 1L);
    assertThat(graph.edges()).hasSize(5).doesNotHaveDuplicates();
    assertThat(graph.truncated()).isFalse();
    assertThat(source.hops).as("one call per hop").isEqualTo(3);
  }

  @Test
  void tooManyNodesOrEdgesAreCutAndEdgesKeepBothEnds() {
    var source = new EdgeList(edge(1, 9), edge(2, 9), edge(3, 9), edge(4, 9));
    var fewNodes = new LineageWalk(source, 3, 100).run(id(9), UP, 5).orElseThrow();
    assertThat(numbers(fewNodes)).containsExactly(9L, 1L, 2L);
    assertThat(fewNodes.edges()).containsExactly(edge(1, 9), edge(2, 9));
    assertThat(fewNodes.truncated()).isTrue();
    var fewEdges = new LineageWalk(source, 100, 3).run(id(9), UP, 5).orElseThrow();
    assertThat(fewEdges.edges()).hasSize(3);
    assertThat(fewEdges.truncated()).isTrue();
    var exact = new LineageWalk(source, 5, 4).run(id(9), UP, 5).orElseThrow();
    assertThat(exact.truncated()).isFalse();
  }

  @Test
  void hopsHaveALimit() {
    assertThatThrownBy(() -> LineageWalk.from(id(1), CHAIN, Walk.UPSTREAM, 101))
        .isInstanceOf(MetadataException.class)
        .hasMessageContaining("100");
  }
}
