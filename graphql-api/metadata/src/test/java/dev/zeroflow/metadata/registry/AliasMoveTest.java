package dev.zeroflow.metadata.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zeroflow.metadata.MetadataException;
import dev.zeroflow.metadata.registry.AliasMove.Reason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AliasMoveTest {
  /** Moves to these versions; "x" removes, and "<" in front is a rollback. */
  private static List<AliasMove> moves(String... targets) {
    List<AliasMove> moves = new ArrayList<>();
    String before = null;
    for (String target : targets) {
      boolean back = target.startsWith("<");
      String to = target.equals("x") ? null : back ? target.substring(1) : target;
      Reason reason = back ? Reason.ROLLBACK : Reason.MOVE;
      moves.add(new AliasMove(moves.size(), "a", before, to, reason, null, "ann", Instant.EPOCH));
      before = to;
    }
    return moves;
  }

  @Test
  void aRollbackGoesToTheTargetBefore() {
    assertThat(AliasMove.previous(moves("1", "2", "3"))).contains("2");
    assertThat(AliasMove.previous(moves("1"))).isEmpty();
    assertThat(AliasMove.previous(List.of())).isEmpty();
  }

  @Test
  void rollbacksInARowGoFurtherBack() {
    assertThat(AliasMove.previous(moves("1", "2", "3", "<2"))).contains("1");
    assertThat(AliasMove.previous(moves("1", "2", "3", "<2", "<1"))).isEmpty();
    assertThat(AliasMove.previous(moves("1", "2", "<1", "4"))).contains("1");
  }

  @Test
  void whatItPointedToBeforeItWasRemovedCounts() {
    assertThat(AliasMove.previous(moves("1", "2", "x", "3"))).contains("2");
  }

  @Test
  void someNamesAreReserved() {
    for (String bad : List.of("latest", "Latest", "v1", "V12", "", "a b", "a/b", "a".repeat(256))) {
      assertThatThrownBy(() -> ModelAlias.checkName(bad)).isInstanceOf(MetadataException.class);
    }
    for (String good : List.of("champion", "v", "v1b", "a".repeat(255))) {
      assertThatCode(() -> ModelAlias.checkName(good)).doesNotThrowAnyException();
    }
  }
}
