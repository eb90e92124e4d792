package dev.zeroflow.metadata.tracking;

import dev.zeroflow.metadata.MetadataException;
import dev.zeroflow.metadata.file.FilePath;
import dev.zeroflow.metadata.search.Found;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Keeps logged models. One that is deleted is not there for any method. Blocking, safe for use by
 * many threads.
 */
public interface LoggedModels {
  /** Stores a model; one that is there with the same id stays as it is. */
  void create(NewLoggedModel model);

  Optional<LoggedModel> find(String project, UUID id);

  /** Those of the models that the project has, in four statements however many they are. */
  List<LoggedModel> all(String project, Collection<UUID> ids);

  /** A part of the models that a search finds, in four statements however many they are. */
  Found<LoggedModel> search(String project, LoggedModelSearch search);

  /**
   * A model that is READY and whose files lie at the path, below it or around it; empty if there is
   * none.
   */
  Optional<UUID> readyAt(String project, FilePath path);

  /**
   * Says that a model's files are there, or will not be. One that is READY is an artifact with its
   * content, which the runs that it belongs to have put out or read; what it was the first time
   * stays.
   *
   * @param content what it consists of; looked at only if it is READY
   * @throws MetadataException with NOT_FOUND
   */
  void finish(String project, UUID id, LoggedModelState state, ModelContent content, Instant now);

  /**
   * Logs parameters. To log them again changes nothing.
   *
   * @throws MetadataException with NOT_FOUND, or with BAD_INPUT if one has another value; nothing
   *     is stored then
   */
  void logParameters(String project, UUID id, List<Entry> parameters, Instant now);

  /**
   * Sets tags.
   *
   * @throws MetadataException with NOT_FOUND
   */
  void setTags(String project, UUID id, List<Entry> tags, Instant now);

  /** Removes a tag; false if the project does not have the model with it. */
  boolean removeTag(String project, UUID id, String key, Instant now);

  /** Deletes a model; its files and its lineage stay. False if the project does not have it. */
  boolean delete(String project, UUID id, Instant now);
}
