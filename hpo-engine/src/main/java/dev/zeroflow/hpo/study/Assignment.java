package dev.zeroflow.hpo.study;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pcollections.OrderedPMap;
import org.pcollections.PMap;

/**
 * What is known of a trial's parameters.
 *
 * @param fixed values that somebody has chosen, as the user sees them
 * @param proposal what the sampler has decided jointly when the trial was asked for
 * @param parameters what the trial has been given, in the order in which it asked
 */
public record Assignment(
    Map<String, @Nullable Object> fixed,
    Map<String, Parameter> proposal,
    PMap<String, Parameter> parameters) {
  /** Nothing fixed, proposed or given. */
  static final Assignment EMPTY = fixed(Map.of());

  /** Parameters that a trial of the past had. */
  public static Assignment of(Map<String, Parameter> parameters) {
    return new Assignment(Map.of(), Map.of(), OrderedPMap.from(parameters));
  }

  /** Takes copies. */
  public Assignment {
    fixed = Collections.unmodifiableMap(new LinkedHashMap<>(fixed));
    proposal = Collections.unmodifiableMap(new LinkedHashMap<>(proposal));
  }

  static Assignment fixed(Map<String, @Nullable Object> fixed) {
    return new Assignment(fixed, Map.of(), OrderedPMap.empty());
  }

  /**
   * What the trial has, or will have once it asks: others must reckon with it before it does.
   *
   * @return null if nothing is decided
   */
  public @Nullable Parameter find(String name) {
    Parameter given = parameters.get(name);
    return given != null || fixed.containsKey(name) ? given : proposal.get(name);
  }

  Assignment proposed(Map<String, Parameter> joint) {
    return new Assignment(fixed, joint, parameters);
  }

  Assignment given(String name, Parameter parameter) {
    return new Assignment(fixed, proposal, parameters.plus(name, parameter));
  }
}
