package dev.zeroflow.contract;

/**
 * A declared output artifact that a function may fill.
 *
 * @param name output name
 * @param type schema title, e.g. {@code system.Model}
 */
public record OutputSlot(String name, String type) {}
