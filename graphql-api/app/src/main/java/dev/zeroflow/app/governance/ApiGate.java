package dev.zeroflow.app.governance;

import dev.zeroflow.metadata.governance.Gate;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** What one figure of a version must be. */
@Type("Gate")
@Description("What one figure of a version must be.")
public record ApiGate(
    @NonNull @Description("Name of the figure.") String metric,
    @NonNull @Description("How it is compared.") ApiComparison comparison,
    @Description(
            "What it is compared with; against the current version, what the difference of both figures is compared with.")
        double threshold,
    @NonNull @Description("What it is compared with.") ApiAgainst against) {
  static ApiGate of(Gate it) {
    return new ApiGate(
        it.metric(),
        ApiComparison.of(it.comparison()),
        it.threshold(),
        ApiAgainst.of(it.against()));
  }
}
