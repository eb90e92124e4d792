package dev.zeroflow.scheduler.spec;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A pipeline document as plain values, for showing it; {@link PipelineParser} is what checks one.
 *
 * @param pipeline the pipeline: maps, lists, texts, numbers and booleans as they were written
 * @param platform what a platform says about it; null if the text has no such document
 */
public record PipelineDocument(Map<?, ?> pipeline, @Nullable Map<?, ?> platform) {
  /**
   * Reads YAML or JSON.
   *
   * @throws InvalidPipelineException if it cannot be read, or is not a pipeline and at most one
   *     platform document
   */
  public static PipelineDocument read(byte[] text) {
    Map<?, ?> pipeline = null;
    Map<?, ?> platform = null;
    for (Object value : YamlDocument.parseAll(text)) {
      if (!(value instanceof Map<?, ?> document)) {
        throw new SpecNode(value, "").bad("a document must be an object");
      }
      boolean isPlatform = document.containsKey("platforms");
      if ((isPlatform ? platform : pipeline) != null) {
        throw new SpecNode(value, "").bad("there is a document too many");
      }
      platform = isPlatform ? document : platform;
      pipeline = isPlatform ? pipeline : document;
    }
    if (pipeline == null) {
      throw new SpecNode(null, "").bad("there must be one pipeline, not 0");
    }
    return new PipelineDocument(pipeline, platform);
  }
}
