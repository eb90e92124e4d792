package dev.zeroflow.app.function;

import dev.zeroflow.app.api.Refusing;
import dev.zeroflow.app.auth.CallerResolver;
import dev.zeroflow.scheduler.port.FunctionRuntime;
import io.smallrye.common.annotation.RunOnVirtualThread;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Query;

/** The query for functions. They serve all projects, so every known caller sees all of them. */
@GraphQLApi
@Refusing
public class FunctionResolver {
  private final CallerResolver callers;
  private final FunctionRuntime runtime;

  FunctionResolver(CallerResolver callers, FunctionRuntime runtime) {
    this.callers = callers;
    this.runtime = runtime;
  }

  @Query
  @NonNull
  @RunOnVirtualThread
  @Description("Functions as they are now, ordered by name; asking wakes none.")
  public List<@NonNull ApiFunction> functions() {
    callers.caller();
    return runtime.describe().stream().map(ApiFunction::of).toList();
  }
}
