package dev.zeroflow.scheduler.spec;

import org.jspecify.annotations.Nullable;

/**
 * A declared parameter of a component.
 *
 * @param type its type
 * @param optional whether it may be left out
 * @param defaultValue JSON value taken when it is left out, null for none
 */
public record ParameterDef(ParameterType type, boolean optional, @Nullable Object defaultValue) {}
