package dev.zeroflow.scheduler.spec;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads how often and how soon a failed task is tried again. */
final class RetryParser {
  /** A little less than four months fits. */
  private static final Pattern SECONDS = Pattern.compile("(\\d{1,7}(\\.\\d{1,9})?)s?");

  private RetryParser() {}

  static RetryPolicy retry(SpecNode node) {
    RetryPolicy never = RetryPolicy.NEVER;
    return new RetryPolicy(
        node.find("maxRetryCount").map(SpecNode::wholeNumber).orElse(never.maxRetries()),
        node.find("backoffDuration").map(RetryParser::seconds).orElse(never.backoff()),
        node.find("backoffFactor").map(RetryParser::factor).orElse(never.factor()),
        node.find("backoffMaxDuration").map(RetryParser::seconds).orElse(never.maxBackoff()));
  }

  private static double factor(SpecNode node) {
    double factor = node.realNumber();
    if (factor < 0) {
      throw node.bad("must be a number of at least 0");
    }
    return factor;
  }

  /** A protobuf duration, e.g. {@code "10s"} or {@code "0.5s"}. */
  private static Duration seconds(SpecNode node) {
    Matcher seconds = SECONDS.matcher(node.text());
    if (!seconds.matches()) {
      throw node.bad(
          "must be a duration in seconds such as '10s' or '0.5s', not '%s'".formatted(node.text()));
    }
    return Duration.ofMillis((long) (Double.parseDouble(seconds.group(1)) * 1000));
  }
}
