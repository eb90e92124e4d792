package dev.zeroflow.scheduler.spec;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the platform document says: time limits, which hold anywhere, and what executors ask of
 * their pods. Everything that one machine cannot follow is listed as ignored.
 */
final class PlatformSettings {
  private static final String DEADLINE = "activeDeadlineSeconds";

  /** What Kubernetes takes, 68 years. */
  private static final long MAX_SECONDS = Integer.MAX_VALUE;

  /** Settings of executors that make sense in a cluster, and that nothing follows. */
  private static final Set<String> OF_EXECUTORS =
      Set.of(
          "nodeAffinity",
          "podAffinity",
          "fieldPathAsEnv",
          "genericEphemeralVolume",
          "securityContext",
          "initContainers");

  /** Settings of the whole pipeline that make sense in a cluster only. */
  private static final Set<String> OF_PIPELINES =
      Set.of(
          "workspace",
          "resourceTtlOnCompletion",
          "resourceTtlOnSuccess",
          "resourceTtlOnFailure",
          "semaphoreKey",
          "mutexName");

  private final Map<String, Duration> executorTimeouts = new HashMap<>();
  private final Map<String, PodRequest> pods = new HashMap<>();
  private final List<IgnoredSetting> ignored = new ArrayList<>();
  private @Nullable Duration pipelineTimeout;

  /** Nothing said. */
  PlatformSettings() {}

  /** Reads the settings for Kubernetes; other platforms are nobody here. */
  static PlatformSettings of(SpecNode document) {
    var settings = new PlatformSettings();
    document.get("platforms").find("kubernetes").ifPresent(settings::read);
    return settings;
  }

  /** Longest time of an attempt of the executor, null if nothing is said. */
  @Nullable Duration executorTimeout(String label) {
    return executorTimeouts.get(label);
  }

  /** What the executor asks of its pod. */
  PodRequest pod(String label) {
    return pods.getOrDefault(label, PodRequest.NONE);
  }

  /** Longest time of a run, null if nothing is said. */
  @Nullable Duration pipelineTimeout() {
    return pipelineTimeout;
  }

  List<IgnoredSetting> ignored() {
    return List.copyOf(ignored);
  }

  private void read(SpecNode platform) {
    platform
        .find("deploymentSpec")
        .ifPresent(deployment -> deployment.members("executors").forEach(this::executor));
    platform.members("pipelineConfig").forEach(this::pipelineSetting);
  }

  private void executor(String label, SpecNode settings) {
    pods.put(label, PodRequestParser.request(settings));
    settings
        .members()
        .forEach(
            (name, setting) -> {
              if (name.equals(DEADLINE)) {
                executorTimeouts.put(label, seconds(setting));
              } else {
                boolean followed = PodRequestParser.READ.contains(name);
                boolean known = followed || OF_EXECUTORS.contains(name);
                ignored.add(new IgnoredSetting(setting.path(), known, followed));
              }
            });
  }

  private void pipelineSetting(String name, SpecNode setting) {
    if (name.equals(DEADLINE)) {
      pipelineTimeout = seconds(setting);
    } else {
      ignored.add(new IgnoredSetting(setting.path(), OF_PIPELINES.contains(name), false));
    }
  }

  private static Duration seconds(SpecNode node) {
    long seconds = node.longNumber();
    if (seconds < 1 || seconds > MAX_SECONDS) {
      throw node.bad("must be 1 to %d seconds".formatted(MAX_SECONDS));
    }
    return Duration.ofSeconds(seconds);
  }
}
