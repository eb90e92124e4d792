package dev.zeroflow.metadata.pipeline;

import dev.zeroflow.metadata.Names;

/** A named definition that has versions; the name is unique in the project. */
public record Pipeline(String project, String name) {
  public Pipeline {
    Names.check("a pipeline's name", name);
  }
}
