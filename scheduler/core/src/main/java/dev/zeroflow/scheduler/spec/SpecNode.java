package dev.zeroflow.scheduler.spec;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A value of the document together with the path that leads to it, so that every complaint can say
 * where.
 */
record SpecNode(@Nullable Object value, String path) {
  private static final Pattern NUMBER = Pattern.compile("-?\\d{1,300}(\\.\\d{1,300})?");
  private static final Pattern INTEGER = Pattern.compile("-?\\d{1,18}");

  /** The member, which must be there. */
  SpecNode get(String key) {
    return find(key).orElseThrow(() -> bad("has no '" + key + "'"));
  }

  Optional<SpecNode> find(String key) {
    Object member = map().get(key);
    return member == null ? Optional.empty() : Optional.of(child(key, member));
  }

  boolean has(String key) {
    return map().containsKey(key);
  }

  /** The member, whose value may be null. */
  SpecNode member(String key) {
    return child(key, map().get(key));
  }

  /** Which of the members it has; it must be exactly one. */
  String only(String... keys) {
    List<String> found = Arrays.stream(keys).filter(this::has).toList();
    if (found.size() != 1) {
      throw bad(
          "needs exactly one of %s, has %s"
              .formatted(
                  String.join(", ", keys), found.isEmpty() ? "none" : String.join(", ", found)));
    }
    return found.getFirst();
  }

  /** Members in the order of the document; none if the member is absent. */
  Map<String, SpecNode> members(String key) {
    return find(key).map(SpecNode::members).orElseGet(Map::of);
  }

  Map<String, SpecNode> members() {
    var nodes = new LinkedHashMap<String, SpecNode>();
    map()
        .forEach(
            (key, member) -> nodes.put(String.valueOf(key), child(String.valueOf(key), member)));
    return nodes;
  }

  List<SpecNode> elements(String key) {
    return find(key).map(SpecNode::elements).orElseGet(List::of);
  }

  List<SpecNode> elements() {
    if (!(value instanceof List<?> list)) {
      throw bad("must be a list");
    }
    var nodes = new ArrayList<SpecNode>(list.size());
    for (Object element : list) {
      nodes.add(new SpecNode(element, path + "[" + nodes.size() + "]"));
    }
    return nodes;
  }

  String text() {
    if (value instanceof String && json() instanceof String text) {
      return text;
    }
    throw bad("must be text");
  }

  /** The value in the form that {@link JsonValues} gives. */
  @Nullable Object json() {
    try {
      return JsonValues.normalize(value);
    } catch (IllegalArgumentException e) {
      throw bad(String.valueOf(e.getMessage()));
    }
  }

  String text(String key, String otherwise) {
    return find(key).map(SpecNode::text).orElse(otherwise);
  }

  boolean flag(String key) {
    return find(key).map(SpecNode::bool).orElse(false);
  }

  private boolean bool() {
    if (value instanceof Boolean bool) {
      return bool;
    }
    throw bad("must be true or false");
  }

  /** A number; also as text, which is how protobuf writes those that JSON might round. */
  double realNumber() {
    return switch (json()) {
      case Number number -> number.doubleValue();
      case String text when NUMBER.matcher(text).matches() -> Double.parseDouble(text);
      case null, default -> throw bad("must be a number");
    };
  }

  /** A whole number of 64 bits; also as text. */
  long longNumber() {
    Object number = json();
    if (number instanceof String text && INTEGER.matcher(text).matches()) {
      return Long.parseLong(text);
    }
    return ParameterType.NUMBER_INTEGER
        .accept(number)
        .map(Long.class::cast)
        .orElseThrow(() -> bad("must be a whole number"));
  }

  /** A whole number from 0 to 2147483647. */
  int wholeNumber() {
    Object number = json();
    if (number instanceof Long whole && whole >= 0 && whole <= Integer.MAX_VALUE) {
      return whole.intValue();
    }
    if (number instanceof Double real
        && real >= 0
        && real == Math.rint(real)
        && real <= Integer.MAX_VALUE) {
      return real.intValue();
    }
    throw bad("must be a whole number");
  }

  InvalidPipelineException bad(String message) {
    return InvalidPipelineException.badSpec(path.isEmpty() ? "document" : path, message);
  }

  private SpecNode child(String key, @Nullable Object member) {
    return new SpecNode(member, path.isEmpty() ? key : path + "." + key);
  }

  private Map<?, ?> map() {
    if (value instanceof Map<?, ?> map) {
      return map;
    }
    throw bad("must be a mapping");
  }
}
