package dev.zeroflow.scheduler.port;

import org.jspecify.annotations.Nullable;

/**
 * The part of the requests that one version of a function gets.
 *
 * @param version one that was declared before, null for the newest
 * @param percent 0 to 100; a version with 0 is reached by its tag only
 * @param tag a DNS label that makes an address of its own, null for none
 */
public record TrafficShare(@Nullable String version, int percent, @Nullable String tag) {
  public TrafficShare {
    if (percent < 0 || percent > 100) {
      throw new IllegalArgumentException("percent of traffic: " + percent);
    }
  }
}
