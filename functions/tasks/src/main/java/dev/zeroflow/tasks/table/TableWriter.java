package dev.zeroflow.tasks.table;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import dev.zeroflow.contract.Json;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Writes a table as CSV in one form: features first, then the label; equal tables, equal bytes. */
public final class TableWriter {
  /** Media type of what {@link #write} returns. */
  public static final String CONTENT_TYPE = "text/csv";

  private TableWriter() {}

  /** The file, in UTF-8 with a line feed at the end of each line. */
  public static byte[] write(Table table) {
    var text = new StringWriter();
    try (CsvWriter writer = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(text)) {
      writer.writeRecord(append(new ArrayList<>(table.features()), table.labelColumn()));
      for (int i = 0; i < table.rows().size(); i++) {
        writer.writeRecord(append(numbers(table.rows().get(i)), table.labels().get(i)));
      }
    } catch (IOException e) {
      throw new IllegalStateException("a string cannot fail to be written", e);
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static List<String> numbers(double[] row) {
    List<String> fields = new ArrayList<>();
    for (double value : row) {
      fields.add(Json.number(value));
    }
    return fields;
  }

  private static List<String> append(List<String> fields, String last) {
    fields.add(last);
    return fields;
  }
}
