package dev.zeroflow.scheduler.spec;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a leaf component executes. */
public sealed interface Executor extends Component.Body {
  /**
   * A command in an image. With {@code --function NAME} among the arguments of an image of task
   * functions, NAME is called warm.
   */
  record Container(String image, List<String> command, List<String> args, Map<String, String> env)
      implements Executor {
    private static final String FUNCTION_FLAG = "--function";

    /** Name of the task function that the arguments ask for, null if they ask for none. */
    public @Nullable String function() {
      int flag = args.indexOf(FUNCTION_FLAG);
      return flag >= 0 && flag + 1 < args.size() ? args.get(flag + 1) : null;
    }
  }

  /**
   * Makes an existing object known as an artifact; nothing runs.
   *
   * @param uriParameter name of the task's input that holds the address, null for a constant
   *     address
   * @param uriConstant the address, null if it comes from an input
   * @param type schema title of the artifact
   * @param metadata JSON values by key
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
