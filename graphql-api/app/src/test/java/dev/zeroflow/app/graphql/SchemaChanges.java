package dev.zeroflow.app.graphql;

import graphql.schema.diff.DiffEvent;
import graphql.schema.diff.SchemaDiff;
import graphql.schema.diff.SchemaDiffSet;
import graphql.schema.diff.reporting.CapturingReporter;
import java.util.List;

/** What a change of the schema takes away from clients that were written for the one before. */
final class SchemaChanges {
  private SchemaChanges() {}

  /** Changes that a client may not survive; none if everything that was asked can still be. */
  static List<String> breaking(String before, String after) {
    var reporter = new CapturingReporter();
    new SchemaDiff().diffSchema(SchemaDiffSet.diffSetFromSdl(before, after), reporter);
    return reporter.getBreakages().stream().map(SchemaChanges::told).toList();
  }

  private static String told(DiffEvent event) {
    String where =
        event.getFieldName() == null
            ? event.getTypeName()
            : event.getTypeName() + "." + event.getFieldName();
    return where + ": " + event.getReasonMsg();
  }
}
