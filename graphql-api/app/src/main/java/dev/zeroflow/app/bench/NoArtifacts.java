package dev.zeroflow.app.bench;

import dev.zeroflow.scheduler.port.ArtifactAccess;
import dev.zeroflow.scheduler.run.ArtifactRef;
import dev.zeroflow.scheduler.spec.Executor;
import java.time.Duration;
import java.util.OptionalLong;

/** For steps that neither read nor write artifacts. */
final class NoArtifacts implements ArtifactAccess {
  @Override
  public String readAddress(String uri, Duration validity) {
    throw new IllegalStateException("no step has artifacts");
  }

  @Override
  public OptionalLong size(String uri) {
    return OptionalLong.empty();
  }

  @Override
  public ArtifactRef find(String project, String uri, Executor.Importer importer) {
    throw new IllegalStateException("no step has artifacts");
  }
}
