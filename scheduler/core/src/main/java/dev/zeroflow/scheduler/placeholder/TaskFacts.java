package dev.zeroflow.scheduler.placeholder;

/**
 * What placeholders say about a task.
 *
 * @param name display name
 * @param id id, unique among all tasks of all runs
 */
public record TaskFacts(String name, String id) {}
