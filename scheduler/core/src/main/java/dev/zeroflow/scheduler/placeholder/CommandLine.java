package dev.zeroflow.scheduler.placeholder;

import dev.zeroflow.scheduler.spec.Argument;
import dev.zeroflow.scheduler.spec.Executor;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Makes the argument vector of a container. One element of the document is one argument whatever
 * its values hold: nothing is ever joined for a shell or split.
 */
public final class CommandLine {
  private final PlaceholderValues values;
  private final Budget budget = new Budget();

  private CommandLine(PlaceholderValues values) {
    this.values = values;
  }

  /**
   * Command and arguments.
   *
   * @throws ExpansionTooLargeException if they would be too long
   */
  public static List<String> argv(Executor.Container container, PlaceholderValues values) {
    var line = new CommandLine(values);
    return Stream.concat(container.command().stream(), container.args().stream())
        .flatMap(line::expand)
        .toList();
  }

  private Stream<String> expand(Argument argument) {
    return switch (argument) {
      case Argument.Text(String template) ->
          Stream.of(Template.parse(template).expand(values, budget));
      case Argument.Concat(List<Argument> parts) ->
          Stream.of(parts.stream().flatMap(this::expand).collect(Collectors.joining()));
      case Argument.IfPresent choice ->
          (values.hasInput(choice.input()) ? choice.then() : choice.otherwise())
              .stream().flatMap(this::expand);
    };
  }
}
