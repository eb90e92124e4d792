package dev.zeroflow.app.run;

import dev.zeroflow.metadata.run.RunKind;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Enum;

/** What a run is of. */
@Enum("RunKind")
@Description("What a run is of.")
public enum ApiRunKind {
  @Description("It executes a pipeline.")
  PIPELINE(RunKind.PIPELINE),
  @Description("A tracking client logs it.")
  TRACKING(RunKind.TRACKING);

  private final RunKind kind;

  ApiRunKind(RunKind kind) {
    this.kind = kind;
  }

  /** The kind as it is stored. */
  public RunKind kind() {
    return kind;
  }
}
