package dev.zeroflow.store;

import dev.zeroflow.metadata.search.Kind;
import dev.zeroflow.metadata.search.SearchTarget;
import java.util.Map;
import java.util.Set;

/**
 * Where a SELECT finds what filters compare. All texts are our own SQL; those of attributes may be
 * any expression over the SELECT's tables.
 *
 * @param attributes by name: all that the target has
 * @param entries where metrics, params, tags and the like are, as far as the target has them
 * @param parts where data sets, spans and the like are, likewise
 * @param absentTags values that tags have which an item lacks: MLflow's registry takes every model
 *     without the tag {@code mlflow.prompt.is_prompt} for one that says {@code false}
 */
record FilterColumns(
    SearchTarget target,
    Map<String, Column> attributes,
    Map<Kind, Entries> entries,
    Map<Kind, Parts> parts,
    Map<String, String> absentTags) {
  /** What a column holds. */
  enum Type {
    TEXT("text"),
    /** A UUID, which clients write with 32 hexadecimal digits. */
    ID("uuid"),
    /** Whole numbers. */
    INTEGER("bigint"),
    /** A {@code timestamptz}, which clients see as milliseconds since 1970, rounded down. */
    TIME("timestamptz");

    private final String sql;

    Type(String sql) {
      this.sql = sql;
    }

    /** Name of the type in SQL. */
    String sql() {
      return sql;
    }
  }

  /**
   * An attribute.
   *
   * @param required never NULL, so that any index on it can serve an order
   */
  record Column(String sql, Type type, boolean required) {}

  /**
   * A table with a row for each key of an item, called {@code e} in the conditions.
   *
   * @param owned condition for the rows of an item, such as {@code e.run_id = r.id}
   * @param value what filters compare
   * @param number what they compare with numbers
   * @param hasPrefixes whether an index has the first {@link #PREFIX} characters of values
   */
  record Entries(
      String table, String owned, String key, String value, String number, boolean hasPrefixes) {
    Entries(String table, String owned, String key, String value) {
      this(table, owned, key, value, value, false);
    }

    /** Entries with prefixes in an index. */
    static Entries withPrefixes(String table, String owned, String key, String value) {
      return new Entries(table, owned, key, value, value, true);
    }
  }

  /** Characters of a value that are in an index. */
  static final int PREFIX = 100;

  /**
   * A table with several rows for an item, also called {@code e}.
   *
   * @param columns by key
   * @param members a JSON object, whose members have keys that begin with {@link #MEMBER}; empty if
   *     there is none
   */
  record Parts(String table, String owned, Map<String, String> columns, String members) {
    static final String MEMBER = "attributes.";

    Parts(String table, String owned, Map<String, String> columns) {
      this(table, owned, columns, "");
    }
  }

  FilterColumns {
    attributes = Map.copyOf(attributes);
    entries = Map.copyOf(entries);
    parts = Map.copyOf(parts);
    absentTags = Map.copyOf(absentTags);
    Set<String> names = target.attributes();
    if (!attributes.keySet().equals(names)) {
      throw new IllegalArgumentException(target + " have " + names + ", not " + attributes);
    }
  }
}
