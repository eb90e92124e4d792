package dev.zeroflow.scheduler.spec;

import java.nio.charset.StandardCharsets;
import java.util.Iterator;
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

  private static final LoadSettings SETTINGS =
      LoadSettings.builder()
          .setSchema(new JsonSchema())
          .setAllowDuplicateKeys(false)
          .setAllowRecursiveKeys(false)
          .setMaxAliasesForCollections(MAX_ALIASES)
          .setCodePointLimit(PipelineParser.MAX_BYTES)
          .setLabel("pipeline")
          .build();

  private YamlDocument() {}

  /**
   * The first document of the text.
   *
   * @throws InvalidPipelineException if it cannot be read, with line and column where they are
   *     known
   */
  static Object parse(byte[] text) {
    if (text.length > PipelineParser.MAX_BYTES) {
      throw InvalidPipelineException.tooLarge(
          "the document is larger than the %d MB that are accepted"
              .formatted(PipelineParser.MAX_BYTES >> 20));
    }
    try {
      Object document =
          first(new Load(SETTINGS).loadAllFromString(new String(text, StandardCharsets.UTF_8)));
      DocumentBounds.check(document);
      return document;
    } catch (MarkedYamlEngineException e) {
      Mark mark = e.getProblemMark().orElse(null);
      throw unreadable(e.getProblem(), mark);
    } catch (YamlEngineException | ClassCastException | NumberFormatException e) {
      throw unreadable(e.getMessage(), null);
    } catch (StackOverflowError e) {
      throw unreadable("collections are nested too deeply", null);
    }
  }

  private static Object first(Iterable<Object> documents) {
    Iterator<Object> all = documents.iterator();
    Object first = all.hasNext() ? all.next() : null;
    if (first == null) {
      throw unreadable("the document is empty", null);
    }
    return first;
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
