package dev.zeroflow.app.server;

import dev.zeroflow.scheduler.engine.ExecutionMode;
import dev.zeroflow.scheduler.engine.TaskFunctions;
import dev.zeroflow.scheduler.port.FunctionRuntime;
import dev.zeroflow.scheduler.port.FunctionSpec;
import dev.zeroflow.scheduler.port.JobRuntime;
import java.util.List;

/** Where functions and jobs run: this machine or a cluster. */
interface FunctionPlace extends AutoCloseable {
  FunctionRuntime functions();

  JobRuntime jobs();

  /** Which steps are jobs here. */
  ExecutionMode.Rule rule();

  /** Who executes components that are no function of an image. */
  TaskFunctions.Host host();

  /** What must be there before anything is called. */
  void prepare();

  /** The functions that every server has. */
  List<FunctionSpec> declared();

  @Override
  void close();
}
