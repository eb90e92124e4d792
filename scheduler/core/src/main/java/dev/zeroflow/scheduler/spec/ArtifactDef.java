package dev.zeroflow.scheduler.spec;

/**
 * A declared artifact of a component.
 *
 * @param type schema title, e.g. {@code system.Model}
 * @param optional whether an input may be left out
 */
public record ArtifactDef(String type, boolean optional) {}
