package dev.zeroflow.app.api;

import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** What became of a removal. */
@Type("RemovalPayload")
@Description("What became of a removal.")
public record RemovalPayload(
    @Description("Whether something was removed.") boolean removed,
    @NonNull @Description("Why nothing was done; empty if it was.")
        List<@NonNull UserError> userErrors) {
  /** What became of a removal whose result says whether there was something. */
  public static RemovalPayload of(Attempted<Boolean> done) {
    return new RemovalPayload(Boolean.TRUE.equals(done.result()), done.errors());
  }
}
