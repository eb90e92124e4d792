package dev.zeroflow.app.kfp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.zeroflow.app.http.HttpFailure;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class SpecJsonTest {
  private final KfpJson json = new KfpJson(new ObjectMapper());

  private JsonNode node(String text) {
    return json.read(text.getBytes(StandardCharsets.UTF_8), JsonNode.class);
  }

  private String thereAndBack(String text) {
    byte[] document = SpecJson.document(node(text), json);
    return json.text(SpecJson.shown(new String(document, StandardCharsets.UTF_8)));
  }

  @Test
  void aDocumentComesBackAsItWasSent() {
    for (String text :
        new String[] {
          "{\"a\":1,\"b\":1.0,\"c\":-0.1,\"d\":12345678901234567890,\"e\":true,\"f\":null}",
          "{\"a\":{\"x\":[],\"y\":{},\"z\":\"\"},\"b\":[1,[2.5,\"3\"]]}",
          "{\"a\":\"yes\",\"b\":\"1\",\"c\":\"null\",\"d\":\"~\",\"e\":\"2026-01-01\",\"f\":\"# no\"}",
          "{\"a\":\"line\\nbreak\\ttab \\\" \\\\ {{$}} $.x\",\"<<\":\"&a *b !c\"}",
          "{\"a\":\"\u00fc \ud83d\ude00 \u2028 \u0085 \u007f \ufeff\"}",
          "{\"pipeline_spec\":{\"a\":1},\"platform_spec\":{\"platforms\":{\"kubernetes\":{}}}}",
        }) {
      assertThat(thereAndBack(text)).isEqualTo(text);
    }
  }

  @Test
  void anEmptyPlatformIsNone() {
    assertThat(thereAndBack("{\"pipeline_spec\": {\"a\": 1}, \"platform_spec\": {}}"))
        .isEqualTo("{\"a\":1}");
  }

  @Test
  void otherThingsAreRefused() {
    assertThatThrownBy(() -> thereAndBack("[1]")).isInstanceOf(HttpFailure.class);
    assertThatThrownBy(() -> thereAndBack("{\"pipeline_spec\": {}, \"other\": 1}"))
        .isInstanceOf(HttpFailure.class)
        .hasMessageContaining("other");
  }
}
