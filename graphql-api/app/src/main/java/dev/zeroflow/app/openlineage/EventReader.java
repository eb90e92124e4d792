package dev.zeroflow.app.openlineage;

import dev.zeroflow.metadata.MetadataException;
import dev.zeroflow.metadata.outside.OutsideDataset;
import dev.zeroflow.metadata.outside.OutsideEvent;
import dev.zeroflow.metadata.outside.OutsideEvent.Progress;
import dev.zeroflow.metadata.outside.OutsideJob;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads events of OpenLineage: about runs, about jobs, and about data sets. */
final class EventReader {
  private static final int MAX_SYMLINKS = 100;
  private static final int LAST_YEAR = 9_999;

  private final Facets facets = new Facets();

  /** Where facets were that are too large to be kept. */
  List<String> leftOut() {
    return facets.leftOut();
  }

  /** An event; refuses it with the path of the field that is wrong. */
  OutsideEvent read(JsonField event) {
    event.object();
    Instant at = time(event.at("eventTime"));
    if (!event.at("run").isMissing()) {
      var run = run(event);
      return event(event, at, job(event.at("job").object()), run);
    }
    if (!event.at("job").isMissing()) {
      return event(event, at, job(event.at("job").object()), null);
    }
    if (event.at("dataset").isMissing()) {
      throw event.wrong("must have a run, a job or a dataset");
    }
    return new OutsideEvent(at, null, null, List.of(dataset(event.at("dataset"))), List.of());
  }

  private OutsideEvent event(
      JsonField event, Instant at, OutsideJob job, OutsideEvent.@Nullable Run run) {
    return new OutsideEvent(
        at, job, run, datasets(event.at("inputs")), datasets(event.at("outputs")));
  }

  private OutsideEvent.Run run(JsonField event) {
    JsonField run = event.at("run").object();
    JsonField id = run.at("runId");
    return new OutsideEvent.Run(
        uuid(id), progress(event.at("eventType")), facets.read(run.at("facets")));
  }

  private static UUID uuid(JsonField id) {
    String text = id.text();
    try {
      UUID uuid = UUID.fromString(text);
      if (uuid.toString().equalsIgnoreCase(text)) {
        return uuid;
      }
    } catch (IllegalArgumentException e) {
      throw id.wrong("must be a UUID");
    }
    throw id.wrong("must be a UUID");
  }

  private static Progress progress(JsonField type) {
    Optional<String> text = type.optionalText();
    return text.isEmpty()
        ? Progress.OTHER
        : switch (text.get().toUpperCase(Locale.ROOT)) {
          case "START", "RUNNING" -> Progress.RUNNING;
          case "COMPLETE" -> Progress.COMPLETE;
          case "FAIL" -> Progress.FAILED;
          case "ABORT" -> Progress.CANCELED;
          case "OTHER" -> Progress.OTHER;
          default -> throw type.wrong("must be START, RUNNING, COMPLETE, ABORT, FAIL or OTHER");
        };
  }

  private static Instant time(JsonField time) {
    String text = time.text();
    try {
      OffsetDateTime at = OffsetDateTime.parse(text);
      if (at.getYear() < 1 || at.getYear() > LAST_YEAR) {
        throw time.wrong("must be a time of our age");
      }
      return at.toInstant();
    } catch (DateTimeException e) {
      throw time.wrong("must be a time with an offset, such as 2026-01-02T03:04:05.678Z");
    }
  }

  private OutsideJob job(JsonField job) {
    String namespace = job.at("namespace").text();
    String name = job.at("name").text();
    var said = facets.read(job.at("facets"));
    return checked(job, () -> new OutsideJob(namespace, name, said));
  }

  private List<OutsideDataset> datasets(JsonField list) {
    return list.items(OutsideEvent.MAX_DATASETS).stream().map(this::dataset).toList();
  }

  private OutsideDataset dataset(JsonField it) {
    it.object();
    String namespace = it.at("namespace").text();
    String name = it.at("name").text();
    var said = facets.read(it.at("facets"), it.at("inputFacets"), it.at("outputFacets"));
    String version = it.at("facets").at("version").at("datasetVersion").optionalText().orElse(null);
    String address = address(it, namespace, name).orElse(null);
    return checked(it, () -> new OutsideDataset(namespace, name, version, address, said));
  }

  /** Where it is by its own name, or by another name that it has. */
  private static Optional<String> address(JsonField it, String namespace, String name) {
    Optional<String> own = OutsideDataset.s3Address(namespace, name);
    return own.isPresent()
        ? own
        : it.at("facets").at("symlinks").at("identifiers").items(MAX_SYMLINKS).stream()
            .map(
                link ->
                    OutsideDataset.s3Address(link.at("namespace").text(), link.at("name").text()))
            .flatMap(Optional::stream)
            .sorted()
            .findFirst();
  }

  private static <T> T checked(JsonField field, Supplier<T> value) {
    try {
      return value.get();
    } catch (MetadataException e) {
      throw field.wrong(": " + e.getMessage());
    }
  }
}
