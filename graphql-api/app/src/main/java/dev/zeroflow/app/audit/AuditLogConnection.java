package dev.zeroflow.app.audit;

import dev.zeroflow.app.api.NumberCursor;
import dev.zeroflow.app.api.PageInfo;
import dev.zeroflow.metadata.audit.AuditEntry;
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
  /**
   * A page of what was read.
   *
   * @param found one change more than the page holds, if there are more
   */
  static AuditLogConnection of(List<AuditEntry> found, int first) {
    List<AuditEntryEdge> edges =
        found.stream()
            .limit(first)
            .map(it -> new AuditEntryEdge(NumberCursor.text(it.seq()), ApiAuditEntry.of(it)))
            .toList();
    var end = edges.isEmpty() ? null : edges.getLast().cursor();
    return new AuditLogConnection(
        edges.stream().map(AuditEntryEdge::node).toList(),
        edges,
        new PageInfo(found.size() > first, end));
  }
}
