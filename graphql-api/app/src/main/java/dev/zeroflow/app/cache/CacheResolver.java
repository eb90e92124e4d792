package dev.zeroflow.app.cache;

import dev.zeroflow.app.api.BadInputException;
import dev.zeroflow.app.api.Refusing;
import dev.zeroflow.app.auth.CallerResolver;
import dev.zeroflow.scheduler.port.TaskCache;
import io.smallrye.common.annotation.RunOnVirtualThread;
import java.time.Duration;
import org.eclipse.microprofile.graphql.DefaultValue;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Mutation;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Query;
import org.jspecify.annotations.Nullable;

/** The query and the mutations for what tasks may take over from earlier executions. */
@GraphQLApi
@Refusing
public class CacheResolver {
  private static final int MAX_PAGE = 100;

  private final CallerResolver callers;
  private final TaskCache cache;

  CacheResolver(CallerResolver callers, TaskCache cache) {
    this.callers = callers;
    this.cache = cache;
  }

  @Query
  @NonNull
  @RunOnVirtualThread
  @Description("Executions whose outputs later tasks may take over, newest first.")
  public CacheEntryPage cacheEntries(
      @Name("pipeline") @Description("Only those of this pipeline.") @Nullable String pipeline,
      @Name("first") @DefaultValue("25") @Description("Most entries to return, 1 to 100.")
          int first,
      @Name("offset") @DefaultValue("0") @Description("How many to pass over.") int offset) {
    String project = callers.caller().project();
    if (first < 1 || first > MAX_PAGE) {
      throw new BadInputException("first must be from 1 to " + MAX_PAGE + ": " + first);
    }
    if (offset < 0) {
      throw new BadInputException("offset must be 0 or more: " + offset);
    }
    return CacheEntryPage.of(cache.list(project, pipeline, first + 1, offset), first);
  }

  @Mutation
  @RunOnVirtualThread
  @Description("Forgets entries, so that tasks are executed again; returns how many.")
  public int invalidateCache(
      @Name("pipeline") @Description("Only those of this pipeline.") @Nullable String pipeline,
      @Name("task")
          @Description("Only those of this task: its path without the numbers of iterations.")
          @Nullable String task,
      @Name("olderThanSeconds") @Description("Only those made longer ago than this.")
          @Nullable Integer olderThanSeconds) {
    String project = callers.person("change the cache").project();
    if (olderThanSeconds != null && olderThanSeconds < 0) {
      throw new BadInputException("olderThanSeconds must be 0 or more: " + olderThanSeconds);
    }
    Duration age = olderThanSeconds == null ? null : Duration.ofSeconds(olderThanSeconds);
    return cache.invalidate(project, pipeline, task, age);
  }

  @Mutation
  @RunOnVirtualThread
  @Description("Forgets one entry; false if there is none.")
  public boolean forgetCacheEntry(
      @NonNull @Id @Name("fingerprint") @Description("Fingerprint of the entry.")
          String fingerprint) {
    return cache.forget(callers.person("change the cache").project(), fingerprint);
  }
}
