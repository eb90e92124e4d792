package dev.zeroflow.app.mlflow;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Bytes of a file that are asked for.
 *
 * @param from first byte, counted from 0
 * @param length bytes; 0 if the file has none there
 */
record ByteRange(long from, long length) {
  private static final Pattern ONE = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

  /**
   * What a {@code Range} header asks for; empty if it asks for the whole file. A header that is not
   * understood, or asks for several ranges, asks for the whole file, as HTTP has it.
   */
  static Optional<ByteRange> of(@Nullable String header, long size) {
    Matcher one = ONE.matcher(header == null ? "" : header.replace(" ", ""));
    if (!one.matches() || header == null || header.replace(" ", "").equals("bytes=-")) {
      return Optional.empty();
    }
    if (one.group(1).isEmpty()) {
      long last = Math.min(size, Long.parseLong(one.group(2)));
      return Optional.of(new ByteRange(size - last, last));
    }
    long from = Long.parseLong(one.group(1));
    long end = one.group(2).isEmpty() ? size : Math.min(size, Long.parseLong(one.group(2)) + 1);
    boolean backwards = !one.group(2).isEmpty() && Long.parseLong(one.group(2)) < from;
    return backwards ? Optional.empty() : Optional.of(new ByteRange(from, Math.max(0, end - from)));
  }

  /** The header of an answer that has these bytes. */
  String contentRange(long size) {
    return "bytes %d-%d/%d".formatted(from, from + length - 1, size);
  }
}
