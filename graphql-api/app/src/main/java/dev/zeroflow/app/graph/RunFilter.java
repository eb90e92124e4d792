package dev.zeroflow.app.graph;

import dev.zeroflow.app.api.BadInputException;
import dev.zeroflow.app.api.NodeType;
import dev.zeroflow.app.api.PlainText;
import dev.zeroflow.app.run.ApiRunKind;
import dev.zeroflow.app.run.ApiRunState;
import dev.zeroflow.metadata.run.RunSelection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Input;
import org.jspecify.annotations.Nullable;

/** What runs must fulfil, all of it. */
@Input("RunFilter")
@Description("What runs must fulfil, all of it; an empty list asks for nothing.")
public record RunFilter(
    @Description("Of one of these kinds.") @Nullable List<ApiRunKind> kinds,
    @Description("In one of these states.") @Nullable List<ApiRunState> states,
    @Description("In one of these experiments, by ids or numbers; at most 100.")
        @Nullable List<String> experiments,
    @Description("With this in the name, in any case.") @Nullable String name,
    @Description("Of the pipeline of this name.") @Nullable String pipeline,
    @Description("Created then or later.") @Nullable Instant createdFrom,
    @Description("Created earlier.") @Nullable Instant createdBefore) {
  /** Asks for nothing. */
  static final RunFilter NOTHING = new RunFilter(null, null, null, null, null, null, null);

  private static final int MAX_EXPERIMENTS = 100;
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");

  /** The same for the store. */
  RunSelection selection(RunOrder order) {
    List<UUID> ids = new ArrayList<>();
    List<Long> numbers = new ArrayList<>();
    some(experiments).forEach(it -> addExperiment(it, ids, numbers));
    if (ids.size() + numbers.size() > MAX_EXPERIMENTS) {
      throw new BadInputException(
          "experiments has more than %d entries".formatted(MAX_EXPERIMENTS));
    }
    return new RunSelection(
        some(kinds).map(ApiRunKind::kind).collect(Collectors.toSet()),
        some(states).map(ApiRunState::stored).collect(Collectors.toSet()),
        ids,
        numbers,
        PlainText.orEmpty("name", name),
        PlainText.check("pipeline", pipeline),
        null,
        createdFrom,
        createdBefore,
        order == RunOrder.OLDEST);
  }

  private static void addExperiment(String text, List<UUID> ids, List<Long> numbers) {
    if (NUMBER.matcher(text).matches()) {
      numbers.add(Long.valueOf(text));
    } else {
      ids.add(NodeType.EXPERIMENT.require("experiments", text));
    }
  }

  private static <T> Stream<T> some(@Nullable List<T> values) {
    return values == null ? Stream.of() : values.stream().filter(Objects::nonNull);
  }
}
