package dev.zeroflow.metadata.lineage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zeroflow.metadata.MetadataException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class LineagePathsTest {
  private static List<List<UUID>> nodes(LineagePaths found) {
    return found.paths().stream()
        .map(path -> path.nodes().stream().map(LineageNode::id).toList())
        .toList();
  }

  private static void collect(
      List<LineageEdge> edges, List<UUID> path, UUID to, int maxHops, List<List<UUID>> found) {
    if (path.getLast().equals(to)) {
      found.add(List.copyOf(path));
      return;
    }
    if (path.size() > maxHops) {
      return;
    }
    for (LineageEdge edge : edges) {
      for (UUID next :
          edge.role().isJoin() ? List.of(edge.to(), edge.from()) : List.of(edge.to())) {
        boolean leaves = edge.beyond(next).equals(path.getLast());
        if (leaves && !path.contains(next)) {
          path.addLast(next);
          collect(edges, path, to, maxHops, found);
          path.removeLast();
        }
      }
    }
  }

  @Test
  void pathsAreAllSimplePathsInTheOrderOfTheirLength() {
    for (long seed = 0; seed < 200; seed++) {
      var random = new Random(seed);
      var lineage = new RandomLineage(seed, "p");
      var view = new LineageView(LineageMode.values()[random.nextInt(3)], null);
      var source = new RecordedLineage(lineage.facts(), lineage.registrations(), view);
      UUID from = lineage.nodes().get(random.nextInt(lineage.nodes().size()));
      UUID to = lineage.nodes().get(random.nextInt(lineage.nodes().size()));
      int maxHops = random.nextInt(8);
      List<List<UUID>> all = new ArrayList<>();
      collect(source.all(), new ArrayList<>(List.of(from)), to, maxHops, all);
      all = all.stream().distinct().sorted(Comparator.comparingInt(List::size)).toList();
      int maxPaths = 1 + random.nextInt(6);

      var found = LineagePaths.between(from, to, source, maxPaths, maxHops).orElseThrow();

      assertThat(nodes(found)).as("seed " + seed).doesNotHaveDuplicates().isSubsetOf(all);
      assertThat(nodes(found).stream().map(List::size).toList())
          .as("seed " + seed)
          .isEqualTo(all.stream().limit(maxPaths).map(List::size).toList());
      if (all.size() > maxPaths) {
        assertThat(found.truncated()).as("seed " + seed).isTrue();
      }
      found.paths().forEach(it -> assertThat(it.edges()).hasSize(it.nodes().size() - 1));
    }
  }

  @Test
  void whatIsWholeIsNotMarkedAsCut() {
    var lineage = new RandomLineage(7, "p");
    var source = new RecordedLineage(lineage.facts(), List.of(), LineageView.NOW);
    UUID node = lineage.nodes().getFirst();
    var found = LineagePaths.between(node, node, source, 1, 100).orElseThrow();
    assertThat(nodes(found)).containsExactly(List.of(node));
    assertThat(found.paths().getFirst().edges()).isEmpty();
    assertThat(found.truncated()).isFalse();
  }

  @Test
  void limitsAndUnknownNodesAreToldApart() {
    var lineage = new RandomLineage(7, "p");
    var source = new RecordedLineage(lineage.facts(), List.of(), LineageView.NOW);
    UUID node = lineage.nodes().getFirst();
    UUID unknown = new UUID(0, 0);
    assertThat(LineagePaths.between(unknown, node, source, 1, 1)).isEmpty();
    assertThat(LineagePaths.between(node, unknown, source, 1, 1)).isEmpty();
    assertThatThrownBy(() -> LineagePaths.between(node, node, source, 101, 1))
        .isInstanceOf(MetadataException.class)
        .hasMessageContaining("100");
  }
}
