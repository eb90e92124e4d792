package dev.zeroflow.scheduler.spec;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.schema.JsonSchema;

/**
 * Reads YAML or JSON text into JSON values, under limits that no honest document reaches. Only
 * plain values are built: a tag that names a class is an error.
 */
final class YamlDocument {
  /** Aliases of collections multiply; a compiled pipeline has none. */
  private static final int MAX_ALIASES = 50;

  /** A pipeline, and what a platform says about it. */
  private static final int MAX_DOCUMENTS = 2;

  /**
   * Characters that the reader takes at once. While it looks for the end of a text, it copies all
   * of it again each time: a text of 16 MB without spaces took a minute by its own 1,024
   * characters.
   */
  private static final int MAX_BUFFER = 1 << 20;

  private YamlDocument() {}

  /**
   * The only document of the text.
   *
   * @throws InvalidPipelineException if it cannot be read, or if there are more
   */
  static Object parse(byte[] text) {
    List<Object> documents = parseAll(text);
    if (documents.size() > 1) {
      throw unreadable("there is more than one document", null);
    }
    return documents.getFirst();
  }

  /**
   * The documents of the text, at least one; empty ones do not count.
   *
   * @throws InvalidPipelineException if it cannot be read, with line and column where they are
   *     known
   */
  static List<Object> parseAll(byte[] text) {
    if (text.length > PipelineParser.MAX_BYTES) {
      throw InvalidPipelineException.tooLarge(
          "the document is larger than the %d MB that are accepted"
              .formatted(PipelineParser.MAX_BYTES >> 20));
    }
    try {
      return all(
          new Load(settings(text)).loadAllFromString(new String(text, StandardCharsets.UTF_8)));
    } catch (MarkedYamlEngineException e) {
      Mark mark = e.getProblemMark().orElse(null);
      throw unreadable(e.getProblem(), mark);
    } catch (YamlEngineException | ClassCastException | NumberFormatException e) {
      throw unreadable(e.getMessage(), null);
    } catch (StackOverflowError e) {
      throw unreadable("collections are nested too deeply", null);
    }
  }

  private static LoadSettings settings(byte[] text) {
    return LoadSettings.builder()
        .setSchema(new JsonSchema())
        .setAllowDuplicateKeys(false)
        .setAllowRecursiveKeys(false)
        .setMaxAliasesForCollections(MAX_ALIASES)
        .setCodePointLimit(PipelineParser.MAX_BYTES)
        .setBufferSize(Math.clamp(text.length, 1 << 10, MAX_BUFFER))
        .setLabel("pipeline")
        .build();
  }

  private static List<Object> all(Iterable<? extends @Nullable Object> documents) {
    List<Object> all = new ArrayList<>();
    for (Object document : documents) {
      if (document != null) {
        DocumentBounds.check(document);
        all.add(document);
      }
      if (all.size() > MAX_DOCUMENTS) {
        throw unreadable("there are more than %d documents".formatted(MAX_DOCUMENTS), null);
      }
    }
    if (all.isEmpty()) {
      throw unreadable("the document is empty", null);
    }
    return all;
  }

  private static InvalidPipelineException unreadable(
      @Nullable String problem, @Nullable Mark mark) {
    String what =
        problem == null ? "cannot be read" : problem.lines().findFirst().orElse("").strip();
    if (mark == null) {
      return InvalidPipelineException.unreadable("not valid YAML: " + what, 0, 0);
    }
    int line = mark.getLine() + 1;
    int column = mark.getColumn() + 1;
    return InvalidPipelineException.unreadable(
        "not valid YAML at line %d, column %d: %s".formatted(line, column, what), line, column);
  }
}
