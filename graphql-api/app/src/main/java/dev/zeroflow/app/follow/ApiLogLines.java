package dev.zeroflow.app.follow;

import dev.zeroflow.metadata.log.TaskLogLine;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** Lines that steps have written. */
@Type("LogLines")
@Description("Lines that steps have written, in the order of arrival.")
public record ApiLogLines(
    @NonNull @Description("Pass it as \"after\" to go on behind these lines.") String cursor,
    @NonNull @Description("At least one line, at most 100.") List<@NonNull Line> lines) {
  /** One line. */
  @Type("LogLine")
  @Description("One line that a step has written.")
  public record Line(
      @NonNull @Description("When it was written.") Instant time,
      @NonNull @Description("Task that wrote it.") String taskId,
      @Description("Number of the attempt.") int attempt,
      @NonNull @Description("The line.") String text) {
    static Line of(TaskLogLine it) {
      return new Line(it.line().time(), it.taskPath(), it.attempt(), it.line().text());
    }
  }
}
