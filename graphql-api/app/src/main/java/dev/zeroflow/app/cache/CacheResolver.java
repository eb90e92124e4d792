package dev.zeroflow.app.cache;

import dev.zeroflow.app.api.Attempted;
import dev.zeroflow.app.api.BadInputException;
import dev.zeroflow.app.api.Cursor;
import dev.zeroflow.app.api.Refusing;
import dev.zeroflow.app.api.RemovalPayload;
import dev.zeroflow.app.api.Slice;
import dev.zeroflow.app.auth.CallerResolver;
import dev.zeroflow.scheduler.port.TaskCache;
import io.smallrye.common.annotation.RunOnVirtualThread;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
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
  public CacheEntryConnection cacheEntries(
      @Name("pipeline") @Description("Only those of this pipeline.") @Nullable String pipeline,
      @Name("first") @DefaultValue("25") @Description("Most entries to return, 1 to 100.")
          int first,
      @Name("after") @Description("Cursor to go on behind.") @Nullable String after) {
    String project = callers.caller().project();
    int size = Slice.size(first);
    String list = "cacheEntries " + pipeline;
    List<TaskCache.Entry> found = cache.list(project, pipeline, place(list, after), size + 1);
    return CacheEntryConnection.of(
        Slice.of(
            found,
            size,
            it -> Cursor.text(list, it.createdAt(), it.fingerprint()),
            ApiCacheEntry::of));
  }

  private static TaskCache.@Nullable Place place(String list, @Nullable String after) {
    @Nullable Cursor cursor = Cursor.parse(list, 2, after);
    try {
      return cursor == null
          ? null
          : new TaskCache.Place(
              Instant.parse(cursor.values().getFirst()), cursor.values().getLast());
    } catch (DateTimeException e) {
      throw Cursor.unknown();
    }
  }

  @Mutation
  @NonNull
  @RunOnVirtualThread
  @Description("Forgets entries, so that tasks are executed again.")
  public InvalidateCachePayload invalidateCache(
      @Name("pipeline") @Description("Only those of this pipeline.") @Nullable String pipeline,
      @Name("task")
          @Description("Only those of this task: its path without the numbers of iterations.")
          @Nullable String task,
      @Name("olderThanSeconds") @Description("Only those made longer ago than this.")
          @Nullable Integer olderThanSeconds) {
    String project = callers.person("change the cache").project();
    var done = Attempted.of(() -> cache.invalidate(project, pipeline, task, age(olderThanSeconds)));
    Integer forgotten = done.result();
    return new InvalidateCachePayload(forgotten == null ? 0 : forgotten, done.errors());
  }

  private static @Nullable Duration age(@Nullable Integer seconds) {
    if (seconds != null && seconds < 0) {
      throw new BadInputException("olderThanSeconds must be 0 or more: " + seconds);
    }
    return seconds == null ? null : Duration.ofSeconds(seconds);
  }

  @Mutation
  @NonNull
  @RunOnVirtualThread
  @Description("Forgets one entry, if there is one.")
  public RemovalPayload forgetCacheEntry(
      @NonNull @Id @Name("fingerprint") @Description("Fingerprint of the entry.")
          String fingerprint) {
    String project = callers.person("change the cache").project();
    return new RemovalPayload(cache.forget(project, fingerprint), List.of());
  }
}
