package dev.zeroflow.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zeroflow.metadata.search.OrderParser;
import dev.zeroflow.metadata.search.Search;
import dev.zeroflow.metadata.search.SearchTarget;
import dev.zeroflow.metadata.tracking.View;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlannedAnewTest {
  @Test
  void searchesAreNotKeptAndTheStatementsOfLoggingAre() {
    var orders = OrderParser.parse(List.of("start_time DESC"), SearchTarget.RUNS);
    Search search = Search.of(SearchTarget.RUNS, "", "params.lr = '1'", orders, "", 10);
    String sql = PgRunSearches.query("p", List.of(1L), View.ALL, search).select();
    assertThat(PlannedAnew.mayBeKept(sql)).isFalse();
    assertThat(PlannedAnew.mayBeKept(TrackingSql.LOG)).isTrue();
    assertThat(PlannedAnew.mayBeKept(TrackingSql.CREATE)).isTrue();
    assertThat(PlannedAnew.mayBeKept("x".repeat(5_000))).isFalse();
  }
}
