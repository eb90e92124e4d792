package dev.zeroflow.app.server;

import dev.zeroflow.app.python.PythonHost;
import dev.zeroflow.knative.local.LocalFunctionRuntime;
import dev.zeroflow.knative.local.LocalImage;
import dev.zeroflow.knative.local.LocalRuntimeConfig;
import dev.zeroflow.knative.local.job.JobImage;
import dev.zeroflow.knative.local.job.LocalJobConfig;
import dev.zeroflow.knative.local.job.LocalJobRuntime;
import dev.zeroflow.scheduler.engine.ExecutionMode;
import dev.zeroflow.scheduler.engine.TaskFunctions;
import dev.zeroflow.scheduler.port.FunctionKind;
import dev.zeroflow.scheduler.port.FunctionRuntime;
import dev.zeroflow.scheduler.port.FunctionSpec;
import dev.zeroflow.scheduler.port.JobRuntime;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Functions and jobs as processes of this machine. */
final class LocalPlace implements FunctionPlace {
  private final ServerConfig config;
  private final FunctionImages images;
  private final PythonHost python;
  private final LocalFunctionRuntime functions;
  private final LocalJobRuntime jobs;

  LocalPlace(ServerConfig config, FunctionImages images, PythonHost python, InstantSource clock)
      throws IOException {
    this.config = config;
    this.images = images;
    this.python = python;
    Path folder = config.data().resolve("functions");
    Map<String, LocalImage> all = new HashMap<>(images.all());
    all.put(PythonHost.IMAGE, python.image());
    this.functions =
        LocalFunctionRuntime.start(
            LocalRuntimeConfig.of(folder, all), new FunctionLog(), FunctionLog::event);
    this.jobs = jobs(folder, clock);
  }

  private LocalJobRuntime jobs(Path folder, InstantSource clock) throws IOException {
    Map<String, JobImage> byFunction =
        Map.of(
            Wiring.TASKS,
            new JobImage(images.tasks(), Map.of()),
            PythonHost.FUNCTION,
            new JobImage(python.image(), python.function().environment()));
    return new LocalJobRuntime(
        LocalJobConfig.of(folder, byFunction, config.functions().jobs()), new FunctionLog(), clock);
  }

  @Override
  public FunctionRuntime functions() {
    return functions;
  }

  @Override
  public JobRuntime jobs() {
    return jobs;
  }

  @Override
  public ExecutionMode.Rule rule() {
    return new ExecutionMode.Rule(config.scheduler().requestLimit(), false);
  }

  @Override
  public TaskFunctions.Host host() {
    return new TaskFunctions.Host(PythonHost.FUNCTION, python.work().toString());
  }

  @Override
  public void prepare() {
    images.train();
    python.tidy();
  }

  @Override
  public List<FunctionSpec> declared() {
    return List.of(
        new FunctionSpec(
            Wiring.TASKS,
            FunctionKind.TASK,
            images.image(Wiring.TASKS),
            Map.of(),
            images.taskScale()),
        python.function());
  }

  @Override
  public void close() {
    functions.close();
    jobs.close();
  }
}
