package dev.zeroflow.app.openlineage;

import com.fasterxml.jackson.databind.JsonNode;
import dev.zeroflow.metadata.outside.OutsideLineage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Takes facets of any kind as they are, and remembers which ones are too large to be kept. */
final class Facets {
  private static final int MAX_NAME = 200;
  private static final int MAX_TOLD = 100;

  private final List<String> leftOut = new ArrayList<>();

  /** The facets under several fields, as JSON texts by name. */
  Map<String, String> read(JsonField... groups) {
    Map<String, String> kept = new LinkedHashMap<>();
    for (JsonField group : groups) {
      if (!group.isMissing()) {
        for (Map.Entry<String, JsonNode> facet : group.object().value().properties()) {
          read(kept, group, facet.getKey(), facet.getValue());
        }
      }
    }
    return kept;
  }

  private void read(Map<String, String> kept, JsonField group, String name, JsonNode facet) {
    String text = facet.toString();
    boolean fits =
        text.getBytes(StandardCharsets.UTF_8).length <= OutsideLineage.MAX_FACET_BYTES
            && kept.size() < OutsideLineage.MAX_FACETS
            && !name.isEmpty()
            && name.length() <= MAX_NAME
            && name.indexOf('\0') < 0;
    if (fits) {
      kept.put(name, text);
    } else if (leftOut.size() < MAX_TOLD) {
      leftOut.add(group.at(name).path());
    }
  }

  /** Where those were that are not kept. */
  List<String> leftOut() {
    return leftOut;
  }
}
