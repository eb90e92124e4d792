package dev.zeroflow.scheduler.spec;

import dev.zeroflow.contract.Json;
import org.jspecify.annotations.Nullable;

/** Reads what a container asks for; the text wins over the older number beside it. */
final class ResourcesParser {
  private ResourcesParser() {}

  static Resources resources(SpecNode node) {
    return new Resources(
        quantity(node, "resourceCpuRequest", "cpuRequest", ""),
        quantity(node, "resourceCpuLimit", "cpuLimit", ""),
        quantity(node, "resourceMemoryRequest", "memoryRequest", "G"),
        quantity(node, "resourceMemoryLimit", "memoryLimit", "G"),
        accelerator(node, "resourceType", "type"),
        accelerator(node, "resourceCount", "count"));
  }

  /** 0 is what protobuf takes for "not given". */
  private static @Nullable String quantity(SpecNode node, String text, String number, String unit) {
    @Nullable String given = text(node, text);
    if (given != null) {
      return given;
    }
    double value = node.find(number).map(SpecNode::realNumber).orElse(0.0);
    if (value < 0) {
      throw node.get(number).bad("must be a number of at least 0");
    }
    return value == 0 ? null : Json.number(value) + unit;
  }

  private static @Nullable String accelerator(SpecNode node, String text, String older) {
    SpecNode accelerator = node.find("accelerator").orElse(null);
    if (accelerator == null) {
      return null;
    }
    @Nullable String given = text(accelerator, text);
    return given != null ? given : olderText(accelerator, older);
  }

  private static @Nullable String olderText(SpecNode accelerator, String key) {
    return accelerator
        .find(key)
        .map(node -> node.json() instanceof String text ? text : Json.write(node.longNumber()))
        .filter(text -> !text.isEmpty())
        .orElse(null);
  }

  private static @Nullable String text(SpecNode node, String key) {
    String text = node.text(key, "");
    return text.isEmpty() ? null : text;
  }
}
