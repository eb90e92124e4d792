package dev.zeroflow.metadata.tracking;

import dev.zeroflow.metadata.MetadataException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * How far somebody has read some metrics of a run: of each the greatest point that was seen.
 *
 * @param points one of each metric, ordered by key
 */
public record MetricPlace(List<MetricPoint> points) {
  /** Bytes of the numbers of a point: step, time and value. */
  private static final int NUMBERS = 3 * Long.BYTES;

  public MetricPlace {
    points = List.copyOf(points);
  }

  /**
   * Before the first point of these metrics.
   *
   * @throws MetadataException with BAD_INPUT if there are none or too many of them
   */
  public static MetricPlace start(Collection<String> keys) {
    Set<String> names = new LinkedHashSet<>(keys);
    if (names.isEmpty() || names.size() > MetricHistories.MAX_KEYS) {
      throw MetadataException.badInput("name 1 to %d metrics".formatted(MetricHistories.MAX_KEYS));
    }
    return new MetricPlace(names.stream().sorted().map(MetricPlace::beforeAll).toList());
  }

  private static MetricPoint beforeAll(String key) {
    return MetricPoint.of(key, Double.NEGATIVE_INFINITY, Long.MIN_VALUE, Long.MIN_VALUE);
  }

  /** The place behind this point; the other metrics stay where they are. */
  public MetricPlace behind(MetricPoint point) {
    return new MetricPlace(
        points.stream().map(it -> it.key().equals(point.key()) ? numbers(point) : it).toList());
  }

  private static MetricPoint numbers(MetricPoint point) {
    return MetricPoint.of(point.key(), point.value(), point.atMillis(), point.step());
  }

  /**
   * Goes on where a text of {@link #toString} says; metrics that it does not name are read from
   * their first point, and those that are not asked for are left out.
   *
   * @throws MetadataException with BAD_INPUT if it is not such a text
   */
  public MetricPlace resumed(String text) {
    if (text.isBlank()) {
      return this;
    }
    var read =
        List.of(text.split("[.]", MetricHistories.MAX_KEYS + 1)).stream()
            .map(part -> point(part).orElseThrow(MetricPlace::notACursor))
            .collect(Collectors.toMap(MetricPoint::key, it -> it, (a, b) -> b, TreeMap::new));
    return new MetricPlace(points.stream().map(it -> read.getOrDefault(it.key(), it)).toList());
  }

  private static MetadataException notACursor() {
    return MetadataException.badInput("after is not a cursor of metrics");
  }

  private static Optional<MetricPoint> point(String part) {
    byte[] bytes;
    try {
      bytes = Base64.getUrlDecoder().decode(part);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
    if (bytes.length <= NUMBERS) {
      return Optional.empty();
    }
    ByteBuffer in = ByteBuffer.wrap(bytes);
    long step = in.getLong();
    long at = in.getLong();
    double value = in.getDouble();
    return Optional.of(
        MetricPoint.of(StandardCharsets.UTF_8.decode(in).toString(), value, at, step));
  }

  /** A text for clients, opaque to them. */
  @Override
  public String toString() {
    List<String> parts = new ArrayList<>();
    for (MetricPoint point : points) {
      byte[] key = point.key().getBytes(StandardCharsets.UTF_8);
      ByteBuffer out = ByteBuffer.allocate(NUMBERS + key.length);
      out.putLong(point.step()).putLong(point.atMillis()).putDouble(point.value()).put(key);
      parts.add(Base64.getUrlEncoder().withoutPadding().encodeToString(out.array()));
    }
    return String.join(".", parts);
  }
}
