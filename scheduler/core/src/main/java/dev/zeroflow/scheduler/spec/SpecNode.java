package dev.zeroflow.scheduler.spec;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A value of the document together with the path that leads to it, so that every complaint can say
 * where.
 */
record SpecNode(@Nullable Object value, String path) {

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

  private List<SpecNode> elements() {
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
    return find(key).map(node -> Boolean.TRUE.equals(node.value)).orElse(false);
  }

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
