package dev.zeroflow.inference;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.zeroflow.model.LogisticRegression;
import dev.zeroflow.model.ModelDocument;
import dev.zeroflow.model.Standardisation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProtocolsTest {
  /** One feature; "dog" where it is above 10. */
  private final Protocols protocols =
      new Protocols(
          new ServedModel(
              "pets",
              "1",
              new ModelDocument(
                  List.of("weight"),
                  new Standardisation(new double[] {10}, new double[] {5}),
                  List.of("cat", "dog"),
                  new LogisticRegression(new double[][] {{-1, 0}, {1, 0}}))));

  private JsonNode answer(Map<String, Object> answer) throws IOException {
    return new ObjectMapper().readTree(protocols.write(answer));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void labelsThatAreTextAreBytesInVersionTwo() throws IOException {
    JsonNode label =
        answer(
                protocols.infer(
                    bytes(
                        """
                        {"inputs":[{"name":"weight","datatype":"FP32","shape":[2,1],"data":[4,40]}]}
                        """)))
            .at("/outputs/0");

    assertThat(label.at("/datatype").asText()).isEqualTo("BYTES");
    assertThat(label.at("/data").toString()).isEqualTo("[\"cat\",\"dog\"]");
    assertThat(answer(protocols.metadata()).at("/outputs/0/datatype").asText()).isEqualTo("BYTES");
  }

  @Test
  void rawRowsAreStandardisedBeforeTheyArePredicted() throws IOException {
    // (15 - 10) / 5 = 1: scores -1 and 1, so p(dog) = 1 / (1 + e^-2).
    JsonNode probabilities =
        answer(
                protocols.infer(
                    bytes(
                        """
                        {"inputs":[{"name":"x","datatype":"INT64","shape":[1,1],"data":[15]}]}
                        """)))
            .at("/outputs/1/data");

    assertThat(probabilities.get(1).asDouble()).isEqualTo(1 / (1 + Math.exp(-2)));
  }

  @Test
  void labelsThatAreTextAreTextInVersionOne() throws IOException {
    assertThat(answer(protocols.predict(bytes("{\"instances\":[{\"weight\":4},[40]]}"))).toString())
        .isEqualTo("{\"predictions\":[\"cat\",\"dog\"]}");
  }
}
