package dev.zeroflow.app.audit;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** A change and its place in the log. */
@Type("AuditEntryEdge")
@Description("A change and its place in the log.")
public record AuditEntryEdge(
    @NonNull @Description("Pass it as \"after\" to go on behind this change.") String cursor,
    @NonNull @Description("The change.") ApiAuditEntry node) {}
