package dev.zeroflow.scheduler.spec;

/**
 * What stands at the path of a task of a run. A path has the keys from the root graph to the task,
 * joined by slashes; below a loop stands the number of the iteration: {@code for-loop-1/0/train}.
 *
 * @param spec the task of the pipeline; of an iteration, the task of its loop
 * @param iteration number of the iteration, -1 if it is none
 * @param name the path without the numbers of iterations: the same in every run of the pipeline
 */
public record Place(TaskSpec spec, int iteration, String name) {
  private static final int NONE = -1;

  /** The place, which must exist. */
  public static Place of(PipelineSpec pipeline, String path) {
    Dag dag = pipeline.dag();
    String name = path;
    int at = 0;
    while (true) {
      TaskSpec spec = dag.task(segment(path, at));
      at += spec.key().length() + 1;
      int iteration = NONE;
      if (spec.loop() != null && at < path.length()) {
        String number = segment(path, at);
        iteration = Integer.parseInt(number);
        name = without(name, path.length() - at, number);
        at += number.length() + 1;
      }
      if (at >= path.length()) {
        return new Place(spec, iteration, name);
      }
      dag = (Dag) spec.component().body();
    }
  }

  /** The name without the number that begins so far from its end. */
  private static String without(String name, int fromEnd, String number) {
    int start = name.length() - fromEnd;
    int end = start + number.length();
    return end == name.length()
        ? name.substring(0, start - 1)
        : name.substring(0, start) + name.substring(end + 1);
  }

  /** Whether it is one execution of a loop's component. */
  public boolean isIteration() {
    return iteration != NONE;
  }

  /** Whether it stands for its iterations. */
  public boolean isLoop() {
    return spec.loop() != null && !isIteration();
  }

  /** Whether something is executed here, rather than in what lies below. */
  public boolean isLeaf() {
    return !isLoop() && !(spec.component().body() instanceof Dag);
  }

  private static String segment(String path, int start) {
    int slash = path.indexOf('/', start);
    return slash < 0 ? path.substring(start) : path.substring(start, slash);
  }
}
