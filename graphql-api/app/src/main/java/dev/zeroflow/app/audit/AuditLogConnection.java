package dev.zeroflow.app.audit;

import dev.zeroflow.app.api.PageInfo;
import dev.zeroflow.app.api.Slice;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** A page of changes, newest first. */
@Type("AuditLogConnection")
@Description("A page of changes, newest first.")
public record AuditLogConnection(
    @NonNull @Description("The changes.") List<@NonNull ApiAuditEntry> nodes,
    @NonNull @Description("The changes with their places in the log.")
        List<@NonNull AuditEntryEdge> edges,
    @NonNull @Description("Where the page ends.") PageInfo pageInfo) {
  static AuditLogConnection of(Slice<ApiAuditEntry> page) {
    return new AuditLogConnection(page.items(), page.edges(AuditEntryEdge::new), page.info());
  }
}
