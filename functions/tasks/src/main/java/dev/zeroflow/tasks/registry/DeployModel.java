package dev.zeroflow.tasks.registry;

import dev.zeroflow.tasks.attempt.Parameters;
import dev.zeroflow.tasks.attempt.TaskContext;
import dev.zeroflow.tasks.attempt.TaskFunction;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Has a registered version served; asking again for the same version changes nothing. */
@Singleton
final class DeployModel implements TaskFunction {
  @Override
  public String name() {
    return "deploy-model";
  }

  @Override
  public void run(TaskContext context) throws IOException, InterruptedException {
    Parameters parameters = context.parameters();
    Map<String, Object> input = new LinkedHashMap<>();
    input.put("service", parameters.text("service_name"));
    input.put("model", parameters.text("model_name"));
    input.put("version", parameters.text("version"));
    Map<?, ?> data =
        context.graphql(
            "mutation{deployModel(input:%s){inferenceService{state address}}}"
                .formatted(GraphQlLiteral.of(input)));
    String address = Answers.text(data, "deployModel", "inferenceService", "address");
    context.log().info("served at " + address);
    context.output("address", address);
  }
}
