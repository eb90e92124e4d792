package dev.zeroflow.scheduler.placeholder;

import dev.zeroflow.scheduler.spec.Argument;
import dev.zeroflow.scheduler.spec.Executor;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The argument vector of a container. One element of the document is one argument whatever its
 * values hold: nothing is ever joined for a shell or split.
 *
 * @param command first part
 * @param args second part
 */
public record CommandLine(List<String> command, List<String> args) {

  /**
   * The vector with its placeholders filled in.
   *
   * @throws ExpansionTooLargeException if it would be too long
   */
  public static CommandLine of(Executor.Container container, PlaceholderValues values) {
    var expansion = new Expansion(values, new Budget());
    return new CommandLine(expansion.of(container.command()), expansion.of(container.args()));
  }

  /** Both parts. */
  public List<String> argv() {
    return Stream.concat(command.stream(), args.stream()).toList();
  }

  private record Expansion(PlaceholderValues values, Budget budget) {
    List<String> of(List<Argument> arguments) {
      return arguments.stream().flatMap(this::expand).toList();
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
}
