package dev.zeroflow.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zeroflow.tasks.attempt.TaskFunction;
import io.quarkus.arc.All;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

@QuarkusTest
class PipelineTest {
  private static final Pattern FUNCTION = Pattern.compile("- --function\\s+- (\\S+)");

  @Inject @All List<TaskFunction> functions;

  @Test
  void theCompiledPipelineUsesEachFunctionOfThisImageButThatForTryingOut() throws IOException {
    String pipeline = Files.readString(Path.of("pipelines/train_and_deploy.yaml"));

    Set<String> used =
        FUNCTION.matcher(pipeline).results().map(m -> m.group(1)).collect(Collectors.toSet());

    assertThat(used).doesNotContain("add");
    used.add("add");
    assertThat(functions).extracting(TaskFunction::name).containsExactlyInAnyOrderElementsOf(used);
  }
}
