package dev.zeroflow.app.tracking;

import dev.zeroflow.app.api.BadInputException;
import dev.zeroflow.app.api.Refusing;
import dev.zeroflow.app.auth.CallerResolver;
import dev.zeroflow.metadata.search.FilterParser;
import dev.zeroflow.metadata.search.Search;
import dev.zeroflow.metadata.search.SearchTarget;
import dev.zeroflow.metadata.tracking.ExperimentSearches;
import dev.zeroflow.metadata.tracking.TrackingExperiment;
import dev.zeroflow.metadata.tracking.TrackingExperiments;
import io.smallrye.common.annotation.RunOnVirtualThread;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.graphql.DefaultValue;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Query;
import org.jspecify.annotations.Nullable;

/** Queries for experiments. */
@GraphQLApi
@Refusing
public class ExperimentResolver {
  private static final long DEFAULT = 0;

  private final CallerResolver callers;
  private final TrackingExperiments experiments;
  private final ExperimentSearches searches;
  private final InstantSource clock;

  ExperimentResolver(
      CallerResolver callers,
      TrackingExperiments experiments,
      ExperimentSearches searches,
      InstantSource clock) {
    this.callers = callers;
    this.experiments = experiments;
    this.searches = searches;
    this.clock = clock;
  }

  /** The time, as exactly as it is stored. */
  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  @Query
  @RunOnVirtualThread
  @Description("One experiment by its number or its name; null if there is none.")
  public @Nullable ApiExperiment experiment(
      @Name("number") @Description("The id by which tracking clients name it.")
          @Nullable String number,
      @Name("name") @Description("Its name.") @Nullable String name) {
    String project = callers.caller().project();
    if ((number == null) == (name == null)) {
      throw new BadInputException("say either number or name");
    }
    Optional<TrackingExperiment> found =
        name != null
            ? experiments.named(project, name, now())
            : Optional.ofNullable(number)
                .flatMap(TrackingIds::number)
                .flatMap(it -> experiments.find(project, it, now()));
    return found.map(ApiExperiment::of).orElse(null);
  }

  @Query
  @NonNull
  @RunOnVirtualThread
  @Description("Experiments, newest first unless said otherwise.")
  public ExperimentConnection experiments(
      @Name("first") @DefaultValue("25") @Description("Most experiments to return, 1 to 100.")
          int first,
      @Name("after") @Description("Cursor to go on behind.") @Nullable String after,
      @Name("where")
          @Description("Filter as in search_experiments of MLflow, also with OR and parentheses.")
          @Nullable String where,
      @Name("orderBy") @Description("Orders such as \"name ASC\", the most important one first.")
          @Nullable List<String> orderBy,
      @Name("view") @DefaultValue("ACTIVE_ONLY") @Description("Whether deleted ones are seen.")
          ApiView view) {
    String project = callers.caller().project();
    // The default one is made when it is asked for.
    experiments.find(project, DEFAULT, now());
    Search search =
        Pages.search(
            SearchTarget.EXPERIMENTS,
            view.name(),
            FilterParser.parse(where == null ? "" : where, SearchTarget.EXPERIMENTS),
            orderBy,
            List.of("creation_time DESC"),
            first,
            after);
    return ExperimentConnection.of(search, searches.search(project, view.view(), search));
  }
}
