package dev.zeroflow.app.run;

import dev.zeroflow.scheduler.spec.JsonText;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** Reads of the manifest of a directory how many bytes its files have. */
final class DirectorySize {
  private DirectorySize() {}

  /** Sum of the sizes; empty if this is no manifest. */
  static OptionalLong of(byte[] manifest) {
    try {
      Object json = JsonText.read(new String(manifest, StandardCharsets.UTF_8));
      return json instanceof Map<?, ?> map && map.get("files") instanceof List<?> files
          ? sum(files)
          : OptionalLong.empty();
    } catch (IllegalArgumentException e) {
      return OptionalLong.empty();
    }
  }

  private static OptionalLong sum(List<?> files) {
    long sum = 0;
    for (Object file : files) {
      if (!(file instanceof Map<?, ?> map && map.get("size") instanceof Long size && size >= 0)) {
        return OptionalLong.empty();
      }
      sum += size;
    }
    return OptionalLong.of(sum);
  }
}
