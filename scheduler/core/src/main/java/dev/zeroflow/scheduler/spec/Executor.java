package dev.zeroflow.scheduler.spec;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a leaf component executes. */
public sealed interface Executor extends Component.Body {
  /**
   * A command in an image. With {@code --function NAME} among the arguments of an image of task
   * functions, NAME is called warm.
   *
   * @param image may hold placeholders
   * @param command first part of the command line
   * @param args second part of the command line
   * @param env literal values by name
   * @param resources what it asks for
   * @param timeout longest time of one attempt, null for the scheduler's own limit
   * @param pod what the platform document asks of its pod
   */
  record Container(
      String image,
      List<Argument> command,
      List<Argument> args,
      Map<String, String> env,
      Resources resources,
      @Nullable Duration timeout,
      PodRequest pod)
      implements Executor {
    private static final Argument FUNCTION_FLAG = new Argument.Text("--function");

    /** Name of the task function that the arguments ask for, null if they ask for none. */
    public @Nullable String function() {
      int flag = args.indexOf(FUNCTION_FLAG);
      return flag >= 0
              && flag + 1 < args.size()
              && args.get(flag + 1) instanceof Argument.Text(String name)
          ? name
          : null;
    }
  }

  /**
   * Makes an existing object known as an artifact; nothing runs.
   *
   * @param uriParameter name of the task's input that holds the address, null for a constant
   *     address
   * @param uriConstant the address, null if it comes from an input
   * @param type schema title of the artifact
   * @param metadata JSON values by key; texts may hold placeholders
   * @param reimport whether to record a new artifact even if the same one is known
   */
  record Importer(
      @Nullable String uriParameter,
      @Nullable String uriConstant,
      String type,
      Map<String, @Nullable Object> metadata,
      boolean reimport)
      implements Executor {
    /** Name of the only output. */
    public static final String OUTPUT = "artifact";
  }
}
