package dev.zeroflow.app.mlflow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.zeroflow.app.http.HttpFailure;
import dev.zeroflow.metadata.tracking.Entry;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The tag of a logged model that lists its versions in the registry. Clients read it, add a version
 * and send it back, also one that is in the list already.
 */
final class ModelVersionsTag {
  static final String KEY = "mlflow.modelVersions";

  private ModelVersionsTag() {}

  /** The tag with each version once; any other tag, or one that is no list, as it is. */
  static Entry once(Entry tag, MlflowJson json) {
    if (!tag.key().equals(KEY)) {
      return tag;
    }
    try {
      JsonNode sent = json.read(tag.value().getBytes(StandardCharsets.UTF_8), JsonNode.class);
      if (!(sent instanceof ArrayNode versions)) {
        return tag;
      }
      Set<JsonNode> each = new LinkedHashSet<>();
      versions.forEach(each::add);
      return new Entry(KEY, json.text(each));
    } catch (HttpFailure notJson) {
      return tag;
    }
  }
}
