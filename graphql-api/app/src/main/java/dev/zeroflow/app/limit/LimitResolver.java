package dev.zeroflow.app.limit;

import dev.zeroflow.app.api.Attempted;
import dev.zeroflow.app.api.BadInputException;
import dev.zeroflow.app.api.ForbiddenException;
import dev.zeroflow.app.api.NotFoundException;
import dev.zeroflow.app.api.Refusing;
import dev.zeroflow.app.api.RemovalPayload;
import dev.zeroflow.app.auth.CallerResolver;
import dev.zeroflow.scheduler.port.ConcurrencyLimits;
import dev.zeroflow.scheduler.port.FunctionRuntime;
import dev.zeroflow.scheduler.port.FunctionStatus;
import dev.zeroflow.scheduler.port.SlotBudget.Limit;
import dev.zeroflow.scheduler.port.SlotBudget.Scope;
import io.smallrye.common.annotation.RunOnVirtualThread;
import java.util.Comparator;
import java.util.List;
import org.eclipse.microprofile.graphql.DefaultValue;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Mutation;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Query;

/**
 * The query and the mutations for limits. A project sees and sets its own limit and those that all
 * projects share.
 */
@GraphQLApi
@Refusing
public class LimitResolver {
  private final CallerResolver callers;
  private final ConcurrencyLimits limits;
  private final FunctionRuntime functions;

  LimitResolver(CallerResolver callers, ConcurrencyLimits limits, FunctionRuntime functions) {
    this.callers = callers;
    this.limits = limits;
    this.functions = functions;
  }

  @Query
  @NonNull
  @RunOnVirtualThread
  @Description("Limits on the tasks that run at once, ordered by scope and name.")
  public List<@NonNull ApiConcurrencyLimit> concurrencyLimits() {
    String project = callers.caller().project();
    return limits.list().entrySet().stream()
        .filter(entry -> concerns(project, entry.getKey()))
        .map(entry -> ApiConcurrencyLimit.of(entry.getKey(), entry.getValue()))
        .sorted(
            Comparator.comparing(ApiConcurrencyLimit::scope)
                .thenComparing(ApiConcurrencyLimit::name))
        .toList();
  }

  @Mutation("setConcurrencyLimit")
  @NonNull
  @RunOnVirtualThread
  @Description("Sets a limit; tasks that run already go on when there are more of them.")
  public ConcurrencyLimitPayload setConcurrencyLimit(
      @NonNull @Name("scope") @Description("What it is on.") ApiLimitScope scope,
      @Name("name")
          @DefaultValue("")
          @Description("Name of the function; of the project, yours if left out.")
          String name,
      @Name("slots") @Description("Most tasks at once; 0 starts none.") int slots) {
    String project = callers.person("change limits").project();
    var done = Attempted.of(() -> set(limit(project, scope, name), slots));
    return new ConcurrencyLimitPayload(done.result(), done.errors());
  }

  private ApiConcurrencyLimit set(Limit limit, int slots) {
    if (slots < 0) {
      throw new BadInputException("slots must be 0 or more: " + slots);
    }
    if (limit.scope() == Scope.FUNCTION) {
      requireFunction(limit.name());
    }
    limits.set(limit, slots);
    return ApiConcurrencyLimit.of(limit, slots);
  }

  @Mutation
  @NonNull
  @RunOnVirtualThread
  @Description("Removes a limit, if there is one.")
  public RemovalPayload removeConcurrencyLimit(
      @NonNull @Name("scope") @Description("What it is on.") ApiLimitScope scope,
      @Name("name")
          @DefaultValue("")
          @Description("Name of the function; of the project, yours if left out.")
          String name) {
    String project = callers.person("change limits").project();
    var done = Attempted.of(() -> limits.remove(limit(project, scope, name)));
    return new RemovalPayload(Boolean.TRUE.equals(done.result()), done.errors());
  }

  private static Limit limit(String project, ApiLimitScope scope, String name) {
    return switch (scope) {
      case PROJECT -> {
        if (!name.isEmpty() && !name.equals(project)) {
          throw new ForbiddenException("the limit of another project is not yours to change");
        }
        yield new Limit(Scope.PROJECT, project);
      }
      case FUNCTION -> {
        if (name.isEmpty()) {
          throw new BadInputException("name must be that of a function");
        }
        yield new Limit(Scope.FUNCTION, name);
      }
      case EVERYTHING -> {
        if (!name.isEmpty()) {
          throw new BadInputException("a limit on everything has no name: \"" + name + "\"");
        }
        yield new Limit(Scope.EVERYTHING, "");
      }
    };
  }

  /** A limit on a name that was mistyped would limit nothing, and nobody would see it. */
  private void requireFunction(String name) {
    List<String> names = functions.describe().stream().map(FunctionStatus::name).toList();
    if (!names.contains(name)) {
      throw new NotFoundException(
          "there is no function \"%s\"; there are: %s".formatted(name, String.join(", ", names)));
    }
  }

  private static boolean concerns(String project, Limit limit) {
    return limit.scope() != Scope.PROJECT || limit.name().equals(project);
  }
}
