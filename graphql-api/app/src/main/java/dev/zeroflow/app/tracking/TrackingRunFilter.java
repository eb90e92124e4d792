package dev.zeroflow.app.tracking;

import dev.zeroflow.app.api.BadInputException;
import dev.zeroflow.app.run.ApiRunState;
import dev.zeroflow.metadata.search.Filter;
import dev.zeroflow.metadata.search.Filter.Value;
import dev.zeroflow.metadata.search.FilterParser;
import dev.zeroflow.metadata.search.Identifier;
import dev.zeroflow.metadata.search.Kind;
import dev.zeroflow.metadata.search.Operator;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Input;
import org.jspecify.annotations.Nullable;

/** What runs must fulfil, all of it. */
@Input("TrackingRunFilter")
@Description("What runs must fulfil, all of it.")
public record TrackingRunFilter(
    @Description("In one of these states.") @Nullable List<ApiRunState> states,
    @Description("With one of these names.") @Nullable List<String> names,
    @Description("Of one of these users.") @Nullable List<String> users,
    @Description("Started then or later.") @Nullable Instant startedFrom,
    @Description("Started earlier.") @Nullable Instant startedBefore,
    @Description("Ended then or later.") @Nullable Instant endedFrom,
    @Description("Ended earlier.") @Nullable Instant endedBefore,
    @Description("What parameters must be.") @Nullable List<TextComparison> parameters,
    @Description("What tags must be.") @Nullable List<TextComparison> tags,
    @Description("What metrics must be.") @Nullable List<NumberComparison> metrics) {
  /** The same as a filter of the search. */
  Filter filter() {
    List<Filter> parts = new ArrayList<>();
    in(parts, "status", states, TrackingRunFilter::word);
    in(parts, "run_name", names, name -> name);
    in(parts, "user_id", users, user -> user);
    time(parts, "start_time", Operator.AT_LEAST, startedFrom);
    time(parts, "start_time", Operator.LESS, startedBefore);
    time(parts, "end_time", Operator.AT_LEAST, endedFrom);
    time(parts, "end_time", Operator.LESS, endedBefore);
    some(parameters).forEach(it -> parts.add(it.filter(Kind.PARAM)));
    some(tags).forEach(it -> parts.add(it.filter(Kind.TAG)));
    some(metrics).forEach(it -> parts.add(it.filter()));
    if (parts.size() > FilterParser.MAX_CLAUSES) {
      throw new BadInputException(
          "filter has more than %d comparisons".formatted(FilterParser.MAX_CLAUSES));
    }
    return all(parts);
  }

  /** Everything holds that the filters ask for. */
  static Filter all(List<Filter> filters) {
    List<Filter> parts = filters.stream().filter(it -> !it.equals(new Filter.All())).toList();
    return switch (parts.size()) {
      case 0 -> new Filter.All();
      case 1 -> parts.getFirst();
      default -> new Filter.And(parts);
    };
  }

  private static <T> void in(
      List<Filter> parts, String attribute, @Nullable List<T> values, Function<T, String> text) {
    if (values != null) {
      List<String> texts = some(values).stream().map(text).toList();
      parts.add(new Filter.In(new Identifier(Kind.ATTRIBUTE, attribute), false, texts));
    }
  }

  /** What tracking clients say for it; they know no run in one of the last states. */
  private static String word(ApiRunState state) {
    return switch (state) {
      case PENDING -> "SCHEDULED";
      case SUCCEEDED -> "FINISHED";
      case CANCELED -> "KILLED";
      case RUNNING, FAILED, SKIPPED, CANCELING, PAUSED -> state.name();
    };
  }

  private static void time(
      List<Filter> parts, String attribute, Operator operator, @Nullable Instant time) {
    if (time != null) {
      var millis = new Value.Numeric(time.toEpochMilli());
      parts.add(new Filter.Comparison(new Identifier(Kind.ATTRIBUTE, attribute), operator, millis));
    }
  }

  private static <T> List<T> some(@Nullable List<T> values) {
    return values == null ? List.of() : values.stream().filter(Objects::nonNull).toList();
  }
}
