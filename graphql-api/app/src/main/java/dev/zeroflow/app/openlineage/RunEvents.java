package dev.zeroflow.app.openlineage;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.zeroflow.metadata.lineage.Direction;
import dev.zeroflow.metadata.lineage.ExecutionState;
import dev.zeroflow.metadata.outside.EndedExecution;
import dev.zeroflow.metadata.outside.EndedExecution.Touched;
import dev.zeroflow.metadata.outside.EndedRun;
import dev.zeroflow.metadata.run.RunState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Our runs in the words of OpenLineage. A pipeline is a job, and each of its tasks is one; the id
 * of an execution is the run id of a task's attempt.
 *
 * @param namespace of all our jobs
 */
record RunEvents(String namespace) {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final String PRODUCER = "urn:zeroflow:server";
  private static final String SPEC = "https://openlineage.io/spec/";
  private static final String S3 = "s3://";

  /** What is told of an attempt: first of its run, if that is new to the sink. */
  List<ObjectNode> of(EndedExecution it, boolean runIsKnown) {
    List<ObjectNode> events = new ArrayList<>();
    Instant started = it.startedAt() == null ? it.finishedAt() : it.startedAt();
    if (!it.tracking() && !runIsKnown) {
      Instant runStarted = it.runStartedAt() == null ? started : it.runStartedAt();
      events.add(event("START", runStarted, it.runId(), pipeline(it.pipeline()), "RUN"));
    }
    events.add(attempt("START", started, it));
    ObjectNode end = attempt(end(it.state()), it.finishedAt(), it);
    error(end, it.error());
    events.add(end);
    return events;
  }

  /** What is told of a run that has ended; of one that was deleted, that nobody knows more. */
  ObjectNode of(EndedRun it, Instant now) {
    Instant at = it.finishedAt() == null ? now : it.finishedAt();
    ObjectNode event = event(end(it.state()), at, it.id(), pipeline(it.pipeline()), "RUN");
    error(event, it.error());
    return event;
  }

  private static String pipeline(@Nullable String name) {
    return name == null ? "deleted" : name;
  }

  private ObjectNode attempt(String type, Instant at, EndedExecution it) {
    String job =
        it.tracking() ? "tracking." + it.name() : pipeline(it.pipeline()) + "." + it.taskId();
    ObjectNode event = event(type, at, it.id(), job, it.tracking() ? "TRACKING_RUN" : "TASK");
    ObjectNode facets = event.withObjectProperty("run").withObjectProperty("facets");
    ObjectNode task = facet("urn:zeroflow:facet:attempt:1");
    task.put("attempt", it.attempt()).put("cached", it.state() == ExecutionState.CACHED);
    facets.set("zeroflow_attempt", task);
    if (!it.tracking()) {
      facets.set("parent", parent(it));
    }
    datasets(event.putArray("inputs"), it, Direction.INPUT);
    datasets(event.putArray("outputs"), it, Direction.OUTPUT);
    return event;
  }

  private ObjectNode parent(EndedExecution it) {
    ObjectNode parent = facet(SPEC + "facets/1-2-0/ParentRunFacet.json#/$defs/ParentRunFacet");
    parent.putObject("run").put("runId", it.runId().toString());
    parent.putObject("job").put("namespace", namespace).put("name", pipeline(it.pipeline()));
    return parent;
  }

  private ObjectNode event(String type, Instant at, UUID run, String job, String kind) {
    ObjectNode event = JSON.objectNode();
    event
        .put("eventType", type)
        .put("eventTime", at.toString())
        .put("producer", PRODUCER)
        .put("schemaURL", SPEC + "2-0-2/OpenLineage.json#/$defs/RunEvent");
    event.putObject("run").put("runId", run.toString()).putObject("facets");
    ObjectNode facets =
        event.putObject("job").put("namespace", namespace).put("name", job).putObject("facets");
    ObjectNode jobType = facet(SPEC + "facets/2-0-4/JobTypeJobFacet.json#/$defs/JobTypeJobFacet");
    jobType.put("processingType", "BATCH").put("integration", "ZEROFLOW").put("jobType", kind);
    facets.set("jobType", jobType);
    return event;
  }

  private static ObjectNode facet(String schema) {
    return JSON.objectNode().put("_producer", PRODUCER).put("_schemaURL", schema);
  }

  private void datasets(ArrayNode list, EndedExecution execution, Direction direction) {
    execution.touched().stream()
        .filter(it -> it.direction() == direction)
        .forEach(it -> list.add(dataset(it)));
  }

  /** An object is named by its bucket and key, anything else by its id. */
  private ObjectNode dataset(Touched it) {
    ObjectNode dataset = JSON.objectNode();
    int slash = it.uri().indexOf('/', S3.length());
    if (it.uri().startsWith(S3) && slash > S3.length() && slash + 1 < it.uri().length()) {
      dataset.put("namespace", it.uri().substring(0, slash));
      dataset.put("name", it.uri().substring(slash + 1));
    } else {
      dataset.put("namespace", namespace).put("name", it.name() + "/" + it.artifact());
    }
    ObjectNode facets = dataset.putObject("facets");
    if (!it.digest().isEmpty()) {
      String schema =
          "facets/1-0-1/DatasetVersionDatasetFacet.json#/$defs/DatasetVersionDatasetFacet";
      facets.set("version", facet(SPEC + schema).put("datasetVersion", it.digest()));
    }
    ObjectNode artifact = facet("urn:zeroflow:facet:artifact:1");
    artifact
        .put("id", it.artifact().toString())
        .put("slot", it.slot())
        .put("type", it.type())
        .put("digest", it.digest())
        .put("size", it.size());
    facets.set("zeroflow_artifact", artifact);
    return dataset;
  }

  private static void error(ObjectNode event, @Nullable String message) {
    if (message != null) {
      String schema = "facets/1-0-1/ErrorMessageRunFacet.json#/$defs/ErrorMessageRunFacet";
      ObjectNode facet = facet(SPEC + schema);
      facet.put("message", message).put("programmingLanguage", "unknown");
      event.withObjectProperty("run").withObjectProperty("facets").set("errorMessage", facet);
    }
  }

  private static String end(ExecutionState state) {
    return switch (state) {
      case COMPLETE, CACHED -> "COMPLETE";
      case FAILED -> "FAIL";
      case CANCELED -> "ABORT";
      case NEW, RUNNING -> throw new IllegalArgumentException("has not ended: " + state);
    };
  }

  private static String end(@Nullable RunState state) {
    return switch (state) {
      case SUCCEEDED, SKIPPED -> "COMPLETE";
      case FAILED -> "FAIL";
      case CANCELED -> "ABORT";
      case null -> "OTHER";
      case PENDING, RUNNING, CANCELING, PAUSED ->
          throw new IllegalArgumentException("has not ended: " + state);
    };
  }
}
