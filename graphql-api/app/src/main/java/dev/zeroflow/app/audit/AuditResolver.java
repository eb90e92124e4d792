package dev.zeroflow.app.audit;

import dev.zeroflow.app.api.Cursor;
import dev.zeroflow.app.api.Refusing;
import dev.zeroflow.app.api.Slice;
import dev.zeroflow.app.auth.CallerResolver;
import dev.zeroflow.store.RegistryReads;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.graphql.DefaultValue;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Query;
import org.jspecify.annotations.Nullable;

/** The query for changes. */
@GraphQLApi
@Refusing
public class AuditResolver {
  private final CallerResolver callers;
  private final RegistryReads reads;

  AuditResolver(CallerResolver callers, RegistryReads reads) {
    this.callers = callers;
    this.reads = reads;
  }

  @Query
  @NonNull
  @Description("Changes of the model registry, newest first.")
  public Uni<AuditLogConnection> auditLog(
      @Name("kind") @Description("Only changes of this kind of thing, e.g. MODEL_ALIAS.")
          @Nullable String kind,
      @Name("subject") @Description("Only changes of this thing, e.g. digits@champion.")
          @Nullable String subject,
      @Name("first") @DefaultValue("25") @Description("Most changes to return, 1 to 100.")
          int first,
      @Name("after") @Description("Cursor to go on behind.") @Nullable String after) {
    int size = Slice.size(first);
    String list = "auditLog " + kind + " " + subject;
    @Nullable Long before = Cursor.number(list, after);
    return callers
        .resolve()
        .flatMap(caller -> reads.audit(caller.project(), kind, subject, before, size + 1))
        .map(
            found ->
                AuditLogConnection.of(
                    Slice.of(found, size, it -> Cursor.text(list, it.seq()), ApiAuditEntry::of)));
  }
}
