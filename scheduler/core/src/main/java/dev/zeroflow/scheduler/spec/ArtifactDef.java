package dev.zeroflow.scheduler.spec;

/**
 * A declared artifact of a component.
 *
 * @param type schema title, e.g. {@code system.Model}
 * @param optional whether an input may be left out
 * @param list whether it is a list of artifacts rather than one
 */
public record ArtifactDef(String type, boolean optional, boolean list) {}
