package dev.zeroflow.scheduler.spec;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the elements of a command line. One that is JSON text with the only member {@code Concat}
 * or {@code IfPresent} is a structure, anything else is text.
 */
final class ArgumentParser {
  private static final String CONCAT = "Concat";
  private static final String IF_PRESENT = "IfPresent";

  private ArgumentParser() {}

  static List<Argument> arguments(SpecNode node, String key) {
    return node.elements(key).stream().map(ArgumentParser::argument).toList();
  }

  private static Argument argument(SpecNode node) {
    String text = node.text();
    return structure(text)
        .map(value -> nested(new SpecNode(value, node.path())))
        .orElseGet(() -> new Argument.Text(text));
  }

  /** The value if the text is a structure; most elements are not even JSON. */
  private static Optional<Map<?, ?>> structure(String text) {
    if (!text.startsWith("{") || !(text.contains(CONCAT) || text.contains(IF_PRESENT))) {
      return Optional.empty();
    }
    try {
      return JsonText.read(text) instanceof Map<?, ?> map && isStructure(map)
          ? Optional.of(map)
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static boolean isStructure(Map<?, ?> map) {
    return map.size() == 1 && (map.containsKey(CONCAT) || map.containsKey(IF_PRESENT));
  }

  private static Argument nested(SpecNode node) {
    if (!(node.value() instanceof Map<?, ?>)) {
      return argument(node);
    }
    if (node.only(CONCAT, IF_PRESENT).equals(CONCAT)) {
      return new Argument.Concat(
          node.elements(CONCAT).stream().map(ArgumentParser::nested).toList());
    }
    SpecNode branches = node.get(IF_PRESENT);
    return new Argument.IfPresent(
        branches.get("InputName").text(),
        branch(branches.get("Then")),
        branches.find("Else").map(ArgumentParser::branch).orElse(List.of()));
  }

  /** One element or a list of them. */
  private static List<Argument> branch(SpecNode node) {
    return node.value() instanceof List<?>
        ? node.elements().stream().map(ArgumentParser::nested).toList()
        : List.of(nested(node));
  }
}
