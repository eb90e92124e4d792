package dev.zeroflow.contract;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a component that is not a built-in task function executes: a command in an image. All
 * placeholders are filled in already; one element is one argument whatever it holds.
 *
 * @param image the image that the document names
 * @param command first part of the command line
 * @param args second part of the command line
 * @param executorInput what the executor of the KFP SDK reads, with paths below {@code root}
 * @param root folder of this attempt alone, as the function sees it; made by the function
 * @param cpuLimit cores, null for no limit
 * @param memoryLimitBytes null for no limit
 */
public record ComponentCall(
    String image,
    List<String> command,
    List<String> args,
    Map<String, @Nullable Object> executorInput,
    String root,
    @Nullable Double cpuLimit,
    @Nullable Long memoryLimitBytes) {}
