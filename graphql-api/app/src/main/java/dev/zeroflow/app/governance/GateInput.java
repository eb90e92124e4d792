package dev.zeroflow.app.governance;

import dev.zeroflow.metadata.governance.Gate;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.NonNull;

/** What one figure of a version must be. */
@Input("GateInput")
@Description("What one figure of a version must be.")
public record GateInput(
    @NonNull @Description("Name of the figure.") String metric,
    @NonNull @Description("How it is compared.") ApiComparison comparison,
    @Description(
            "What it is compared with; against the current version, what the difference of both figures is compared with.")
        double threshold,
    @NonNull @Description("What it is compared with.") ApiAgainst against) {
  Gate gate() {
    return new Gate(metric, comparison.stored(), threshold, against.stored());
  }
}
