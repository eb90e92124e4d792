package dev.zeroflow.scheduler.spec;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The use of a component inside a graph.
 *
 * @param key identity inside the graph
 * @param name display name
 * @param component what it uses
 * @param upstream keys of the siblings that must end first: declared ones and producers of its
 *     inputs
 * @param inputs source of each input that is given
 * @param condition decides whether it runs at all, null for always
 * @param trigger how the siblings that it waits for must have ended
 * @param loop runs the component once for each item, null for once
 * @param retry when to try again
 * @param caching whether an earlier execution will do
 */
public record TaskSpec(
    String key,
    String name,
    Component component,
    Set<String> upstream,
    Map<String, InputSource> inputs,
    @Nullable Condition condition,
    Trigger trigger,
    @Nullable Loop loop,
    RetryPolicy retry,
    Caching caching) {}
