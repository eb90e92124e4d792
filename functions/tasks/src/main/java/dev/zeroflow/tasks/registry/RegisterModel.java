package dev.zeroflow.tasks.registry;

import dev.zeroflow.tasks.attempt.Parameters;
import dev.zeroflow.tasks.attempt.TaskContext;
import dev.zeroflow.tasks.attempt.TaskFunction;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes an artifact the next version of a registered model; a second attempt gets the same one. */
@Singleton
final class RegisterModel implements TaskFunction {
  @Override
  public String name() {
    return "register-model";
  }

  @Override
  public void run(TaskContext context) throws IOException, InterruptedException {
    Parameters parameters = context.parameters();
    String model = parameters.text("model_name");
    Map<String, Object> input = new LinkedHashMap<>();
    input.put("model", model);
    input.put("artifactId", context.input("model").id());
    input.put("metrics", List.of(Map.of("key", "score", "value", parameters.number("score"))));
    input.put("clientRequestId", context.requestId());
    Map<?, ?> data =
        context.graphql(
            "mutation{registerModelVersion(input:%s){modelVersion{id version}}}"
                .formatted(GraphQlLiteral.of(input)));
    String version = Answers.text(data, "registerModelVersion", "modelVersion", "version");
    context.log().info("registered " + model + " version " + version);
    context.output("version", version);
    context.output(
        "model_version_id", Answers.text(data, "registerModelVersion", "modelVersion", "id"));
  }
}
