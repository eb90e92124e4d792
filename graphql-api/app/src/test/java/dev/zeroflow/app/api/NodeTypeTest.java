package dev.zeroflow.app.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.UUID;
import org.junit.jupiter.api.Test;

class NodeTypeTest {
  private static final UUID ID = new UUID(1, 2);

  @Test
  void anIdTellsItsKind() {
    for (NodeType type : NodeType.values()) {
      String id = type.id(ID);
      assertThat(NodeType.of(id)).contains(type);
      assertThat(type.key(id)).isEqualTo(ID.toString());
      assertThat(type.uuid(id)).contains(ID);
      assertThat(type.require("id", ID.toString())).isEqualTo(ID);
    }
  }

  @Test
  void anIdOfAnotherKindIsNone() {
    String id = NodeType.PIPELINE.id(ID);
    assertThat(NodeType.of(NodeType.PIPELINE_VERSION.id(ID))).contains(NodeType.PIPELINE_VERSION);
    assertThat(NodeType.PIPELINE_VERSION.uuid(id)).isEmpty();
    assertThat(NodeType.of("pipeline:" + ID)).isEmpty();
    assertThatThrownBy(() -> NodeType.ARTIFACT.require("id", id))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("id is not an id");
  }
}
