package dev.zeroflow.app.governance;

import dev.zeroflow.metadata.governance.Evidence;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** What a policy asked, and the answer. */
@Type("Evidence")
@Description("What a policy asked, and the answer.")
public record ApiEvidence(
    @NonNull @Description("What was asked.") ApiCheck check,
    @NonNull @Description("What was looked at: a figure, a person, or a word.") String subject,
    @Description("Whether that is enough.") boolean passed,
    @NonNull @Description("One sentence with the figures.") String message) {
  static ApiEvidence of(Evidence it) {
    return new ApiEvidence(ApiCheck.of(it.check()), it.subject(), it.passed(), it.message());
  }
}
