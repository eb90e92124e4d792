package dev.zeroflow.metadata.run;

import dev.zeroflow.metadata.MetadataException;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A recorded change of state.
 *
 * @param task path of the task; null for the run itself
 * @param reason why, if it was not the ordinary course
 */
public record StateChange(@Nullable String task, RunState to, @Nullable String reason, Instant at) {
  /** A change and where it is in the history of its run. */
  public record Placed(StateChange change, Place place) {}

  /**
   * A place in the history of a run.
   *
   * @param version of the run that the change made
   * @param ordinal of the change among those of the version, from 0
   */
  public record Place(long version, int ordinal) {
    /** Before the first change. */
    public static final Place START = new Place(0, 0);

    private static final Pattern FORM = Pattern.compile("([0-9]{1,18})-([0-9]{1,9})");

    /**
     * Reads what {@link #toString} wrote; a blank text is the start.
     *
     * @throws MetadataException with BAD_INPUT if it is something else
     */
    public static Place parse(String text) {
      if (text.isBlank()) {
        return START;
      }
      Matcher parts = FORM.matcher(text);
      if (!parts.matches()) {
        throw MetadataException.badInput("not a place in the history of a run: " + text);
      }
      return new Place(Long.parseLong(parts.group(1)), Integer.parseInt(parts.group(2)));
    }

    /** A text for clients, opaque to them. */
    @Override
    public String toString() {
      return version + "-" + ordinal;
    }
  }
}
