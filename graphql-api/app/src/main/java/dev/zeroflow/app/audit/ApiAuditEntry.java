package dev.zeroflow.app.audit;

import dev.zeroflow.app.api.NamedValue;
import dev.zeroflow.contract.Json;
import dev.zeroflow.metadata.audit.AuditEntry;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** One change: who did what to what. */
@Type("AuditEntry")
@Description("One change: who did what to what.")
public record ApiAuditEntry(
    @NonNull @Description("When it was done.") Instant at,
    @NonNull @Description("Who did it.") String actor,
    @NonNull @Description("What was done, e.g. CREATE.") String action,
    @NonNull @Description("Kind of what it was done to, e.g. MODEL_VERSION.") String kind,
    @NonNull @Description("What it was done to, e.g. digits/3 or digits@champion.") String subject,
    @NonNull @Description("What else is known of it; values are JSON texts.")
        List<@NonNull NamedValue> detail) {
  static ApiAuditEntry of(AuditEntry it) {
    List<NamedValue> detail =
        it.detail().entrySet().stream()
            .map(entry -> new NamedValue(entry.getKey(), Json.write(entry.getValue())))
            .toList();
    return new ApiAuditEntry(it.at(), it.actor(), it.action(), it.kind(), it.subject(), detail);
  }
}
