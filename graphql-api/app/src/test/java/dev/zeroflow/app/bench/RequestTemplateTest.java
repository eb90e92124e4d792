package dev.zeroflow.app.bench;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class RequestTemplateTest {
  private static final Pattern STEP = Pattern.compile("\"key\": \"([^\"]+)\"[^}]*\"step\": (\\d+)");

  @Test
  void noRequestRepeatsAPointOfAnother() {
    RequestTemplate template = TrackingRequests.log("ab", 10, 50);
    Set<String> points = new HashSet<>();
    for (int number = 0; number < 3; number++) {
      String request = new String(template.of(number), ISO_8859_1);
      STEP.matcher(request).results().forEach(it -> points.add(it.group(1) + " " + it.group(2)));
    }
    assertThat(points).hasSize(3 * 500).contains("train/metric_9 1000149");
  }

  @Test
  void theLengthIsThatOfTheBody() {
    String request = new String(TrackingRequests.log("ab", 2, 1).of(7), ISO_8859_1);
    String[] parts = request.split("\r\n\r\n", 2);
    assertThat(parts[0]).contains("Content-Length: " + parts[1].length());
    assertThat(parts[1]).startsWith("{").endsWith("}").doesNotContain(RequestTemplate.PLACE);
  }
}
