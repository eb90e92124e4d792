package dev.zeroflow.metadata.outside;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** Ids that follow from names, so that an event that comes again is about the same things. */
public final class OutsideIds {
  private OutsideIds() {}

  /** The execution that is a run of a job. */
  public static UUID run(String project, UUID run, String namespace, String job) {
    return id("run", project, run.toString(), namespace, job);
  }

  /** The execution that stands for a job itself. */
  public static UUID job(String project, String namespace, String job) {
    return id("job", project, namespace, job);
  }

  /** The artifact that is the data set as such, in whichever version. */
  public static UUID dataset(String project, String namespace, String name) {
    return id("dataset", project, namespace, name);
  }

  /** The artifact that is a version of a data set. */
  public static UUID version(String project, String namespace, String name, String version) {
    return id("version", project, namespace, name, version);
  }

  /** The artifact that is what an execution wrote of a data set, without calling it a version. */
  public static UUID written(String project, String namespace, String name, UUID execution) {
    return id("written", project, namespace, name, execution.toString());
  }

  private static UUID id(String kind, String... parts) {
    String name = "outside " + kind + "\0" + String.join("\0", parts);
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
  }
}
