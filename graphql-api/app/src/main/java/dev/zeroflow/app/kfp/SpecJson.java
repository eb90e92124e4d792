package dev.zeroflow.app.kfp;

import com.fasterxml.jackson.databind.JsonNode;
import dev.zeroflow.app.http.HttpFailure;
import dev.zeroflow.scheduler.spec.PipelineDocument;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Pipeline documents as they travel in JSON: the pipeline itself, or, if a platform says something
 * about it, an object of both.
 */
final class SpecJson {
  private static final String PIPELINE = "pipeline_spec";
  private static final String PLATFORM = "platform_spec";
  private static final String SEPARATOR = "\n---\n";

  /** Allowed as they are in texts of JSON, but not of YAML, which is how documents are read. */
  private static final Pattern UNPRINTABLE =
      Pattern.compile("[\\x7f-\\x9f\\u2028\\u2029\\ufeff\\ufffe\\uffff]");

  private SpecJson() {}

  /** The text of the document. */
  static byte[] document(JsonNode spec, KfpJson json) {
    if (!spec.isObject()) {
      throw HttpFailure.badInput("pipeline_spec must be an object");
    }
    if (!spec.has(PIPELINE)) {
      return text(spec, json).getBytes(StandardCharsets.UTF_8);
    }
    for (Iterator<String> names = spec.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!Set.of(PIPELINE, PLATFORM).contains(name)) {
        throw HttpFailure.badInput("there is no field \"" + name + "\" in pipeline_spec");
      }
    }
    JsonNode platform = spec.path(PLATFORM);
    String pipeline = text(spec.path(PIPELINE), json);
    boolean alone = platform.isMissingNode() || platform.isNull() || platform.isEmpty();
    String all = alone ? pipeline : pipeline + SEPARATOR + text(platform, json);
    return all.getBytes(StandardCharsets.UTF_8);
  }

  private static String text(JsonNode value, KfpJson json) {
    return UNPRINTABLE
        .matcher(json.text(value))
        .replaceAll(found -> "\\\\u%04x".formatted((int) found.group().charAt(0)));
  }

  /** The document as it is shown. */
  static Map<?, ?> shown(String document) {
    PipelineDocument read = PipelineDocument.read(document.getBytes(StandardCharsets.UTF_8));
    Map<?, ?> platform = read.platform();
    if (platform == null) {
      return read.pipeline();
    }
    var both = new LinkedHashMap<String, Map<?, ?>>();
    both.put(PIPELINE, read.pipeline());
    both.put(PLATFORM, platform);
    return both;
  }
}
