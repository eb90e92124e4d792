package dev.zeroflow.app.graph;

import dev.zeroflow.app.api.Refusing;
import dev.zeroflow.app.auth.CallerResolver;
import dev.zeroflow.app.run.ApiRun;
import io.smallrye.common.annotation.RunOnVirtualThread;
import org.eclipse.microprofile.graphql.DefaultValue;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Query;
import org.jspecify.annotations.Nullable;

/** Queries for runs of every kind. */
@GraphQLApi
@Refusing
public class RunsResolver {
  private final CallerResolver callers;
  private final AllRuns runs;

  RunsResolver(CallerResolver callers, AllRuns runs) {
    this.callers = callers;
    this.runs = runs;
  }

  @Query
  @RunOnVirtualThread
  @Description("One run of any kind; null if there is none with this id.")
  public @Nullable ApiRun run(
      @NonNull @Id @Name("id") @Description("Id of the run, its UUID, or what clients name it by.")
          String id) {
    return runs.find(callers.caller().project(), id).orElse(null);
  }

  @Query
  @NonNull
  @RunOnVirtualThread
  @Description(
      "Runs of every kind. What the tasks of a pipeline run log is below it, in children, and not"
          + " in the list; what was put away is not either.")
  public RunConnection runs(
      @Name("filter") @Description("What they must fulfil.") @Nullable RunFilter filter,
      @Name("orderBy") @DefaultValue("NEWEST") @Description("Which ones come first.")
          RunOrder orderBy,
      @Name("first") @DefaultValue("25") @Description("Most runs to return, 1 to 100.") int first,
      @Name("after") @Description("Cursor to go on behind.") @Nullable String after) {
    RunFilter wanted = filter == null ? RunFilter.NOTHING : filter;
    return runs.page(callers.caller().project(), wanted.selection(orderBy), first, after);
  }
}
