package dev.zeroflow.app.run;

import dev.zeroflow.app.api.BadInputException;
import dev.zeroflow.app.api.Ids;
import dev.zeroflow.app.api.Refusing;
import dev.zeroflow.app.auth.CallerResolver;
import dev.zeroflow.metadata.run.RunCursor;
import dev.zeroflow.store.RunReads;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.graphql.DefaultValue;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Query;
import org.jspecify.annotations.Nullable;

/** Queries for runs. */
@GraphQLApi
@Refusing
public class RunResolver {
  /** Most runs on a page. */
  static final int MAX_PAGE = 100;

  private final CallerResolver callers;
  private final RunReads reads;

  RunResolver(CallerResolver callers, RunReads reads) {
    this.callers = callers;
    this.reads = reads;
  }

  @Query
  @Description("One run; null if there is none with this id.")
  public Uni<@Nullable ApiRun> run(
      @NonNull @Id @Name("id") @Description("Id of the run.") String id) {
    List<UUID> ids = Ids.parse(id).stream().toList();
    return callers
        .resolve()
        .flatMap(caller -> reads.runs(caller.project(), ids))
        .map(runs -> runs.isEmpty() ? null : ApiRun.of(runs.getFirst()));
  }

  @Query
  @NonNull
  @Description("Runs, newest first.")
  public Uni<RunConnection> runs(
      @Name("first") @DefaultValue("25") @Description("Most runs to return, 1 to 100.") int first,
      @Name("after") @Description("Cursor to go on behind.") @Nullable String after) {
    if (first < 1 || first > MAX_PAGE) {
      throw new BadInputException("first must be from 1 to " + MAX_PAGE + ": " + first);
    }
    @Nullable RunCursor cursor = after == null ? null : RunCursor.parse(after);
    return callers
        .resolve()
        .flatMap(caller -> reads.page(caller.project(), cursor, first + 1))
        .map(found -> RunConnection.of(found, first));
  }
}
