package dev.zeroflow.app.tracking;

import dev.zeroflow.app.api.RefusingInterceptor;
import dev.zeroflow.metadata.tracking.RunData;
import dev.zeroflow.metadata.tracking.RunInputs.Logged;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/**
 * Runs that were found together: what is logged to them is read for all of them at once, and only
 * once, whichever fields ask for it.
 */
final class RunPage {
  private final Uni<Map<UUID, RunData>> data;
  private final Uni<Map<UUID, Logged>> logged;

  /** The same without the contexts of the framework, which cost more than a figure does. */
  private final CompletableFuture<Map<UUID, RunData>> read = new CompletableFuture<>();

  private final AtomicBoolean asked = new AtomicBoolean();

  RunPage(Uni<Map<UUID, RunData>> data, Uni<Map<UUID, Logged>> logged) {
    this.data = data.memoize().indefinitely();
    this.logged = logged.memoize().indefinitely();
  }

  /** What was logged to one of the runs; fails as {@link RefusingInterceptor} says. */
  CompletableFuture<RunData> dataOf(UUID run) {
    if (asked.compareAndSet(false, true)) {
      data.onFailure()
          .transform(RefusingInterceptor::refusal)
          .subscribe()
          .with(read::complete, read::completeExceptionally);
    }
    return read.thenApply(all -> all.getOrDefault(run, RunData.EMPTY));
  }

  Uni<Map<UUID, RunData>> data() {
    return data;
  }

  Uni<Map<UUID, Logged>> logged() {
    return logged;
  }

  /** For each run, in the order of the runs, its part of what its page has. */
  static <T> Uni<List<T>> each(
      List<ApiTrackingRun> runs, Function<RunPage, Uni<Map<UUID, T>>> part, T nothing) {
    List<RunPage> pages = runs.stream().map(ApiTrackingRun::page).distinct().toList();
    return Uni.join()
        .all(pages.stream().map(part).toList())
        .andFailFast()
        .map(
            read ->
                runs.stream()
                    .map(
                        run ->
                            read.get(pages.indexOf(run.page()))
                                .getOrDefault(run.run().id(), nothing))
                    .toList());
  }
}
