package dev.zeroflow.scheduler.port;

import java.time.Duration;
import java.util.function.Consumer;

/**
 * An empty store that a contract suite works on.
 *
 * @param runs its runs
 * @param commands its commands, as one scheduler sees them
 * @param others the same commands, as another scheduler sees them
 * @param pass lets time pass for the commands, without waiting
 */
public record StoreUnderTest(
    RunStore runs, CommandQueue commands, CommandQueue others, Consumer<Duration> pass) {}
