package dev.zeroflow.app.function;

import dev.zeroflow.app.api.Cursor;
import dev.zeroflow.app.api.Refusing;
import dev.zeroflow.app.api.Slice;
import dev.zeroflow.app.auth.CallerResolver;
import dev.zeroflow.scheduler.port.FunctionRuntime;
import dev.zeroflow.scheduler.port.FunctionStatus;
import io.smallrye.common.annotation.RunOnVirtualThread;
import java.util.Comparator;
import java.util.List;
import org.eclipse.microprofile.graphql.DefaultValue;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Query;
import org.jspecify.annotations.Nullable;

/** The query for functions. They serve all projects, so every known caller sees all of them. */
@GraphQLApi
@Refusing
public class FunctionResolver {
  private static final String LIST = "functions";
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
  public FunctionConnection functions(
      @Name("first") @DefaultValue("25") @Description("Most functions to return, 1 to 100.")
          int first,
      @Name("after") @Description("Cursor to go on behind.") @Nullable String after) {
    callers.caller();
    int size = Slice.size(first);
    String behind = Cursor.name(LIST, after);
    List<FunctionStatus> found =
        runtime.describe().stream()
            .filter(function -> function.name().compareTo(behind) > 0)
            .sorted(Comparator.comparing(FunctionStatus::name))
            .toList();
    return FunctionConnection.of(
        Slice.of(found, size, it -> Cursor.text(LIST, it.name()), ApiFunction::of));
  }
}
