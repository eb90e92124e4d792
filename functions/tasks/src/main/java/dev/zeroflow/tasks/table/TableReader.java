package dev.zeroflow.tasks.table;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import dev.zeroflow.tasks.attempt.TaskException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Reads a table from CSV (RFC 4180, UTF-8, first line is the header); empty lines are passed over.
 */
public final class TableReader {
  /** What Double.parseDouble takes beyond this (NaN, 1d, 0x1p3) is no number to a user. */
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([eE][+-]?[0-9]{1,4})?");

  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private final TableHeader header;
  private final List<double[]> rows = new ArrayList<>();
  private final List<String> labels = new ArrayList<>();

  private TableReader(TableHeader header) {
    this.header = header;
  }

  /**
   * Reads a whole file.
   *
   * @param csv bytes of the file
   * @param labelColumn column that holds the labels, text or numbers; all others hold numbers
   * @throws TaskException of category USER, naming the row and column at fault
   */
  public static Table read(byte[] csv, String labelColumn) {
    try (CsvReader<CsvRecord> reader = open(decode(csv))) {
      return read(reader.iterator(), labelColumn);
    } catch (CsvParseException e) {
      throw BadTable.because("The file is not CSV: " + e.getMessage());
    } catch (IOException e) {
      throw new IllegalStateException("a string cannot fail to be read", e);
    }
  }

  private static CsvReader<CsvRecord> open(String text) {
    return CsvReader.builder()
        .allowExtraFields(true)
        .allowMissingFields(true)
        .ofCsvRecord(text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text);
  }

  private static String decode(byte[] csv) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(csv)).toString();
    } catch (CharacterCodingException e) {
      throw BadTable.because("The file is not UTF-8 text: save it as CSV UTF-8.");
    }
  }

  private static Table read(Iterator<CsvRecord> records, String labelColumn) {
    if (!records.hasNext()) {
      throw BadTable.because("The file is empty: expected a header line and rows.");
    }
    var reader = new TableReader(TableHeader.of(records.next().getFields(), labelColumn));
    records.forEachRemaining(reader::add);
    if (reader.rows.isEmpty()) {
      throw BadTable.because("The file has a header but no rows.");
    }
    return new Table(labelColumn.strip(), reader.header.features(), reader.rows, reader.labels);
  }

  private void add(CsvRecord row) {
    int columns = header.columns().size();
    if (row.getFieldCount() != columns) {
      throw BadTable.at(
          row.getStartingLineNumber(),
          "%d fields, but the header has %d columns.".formatted(row.getFieldCount(), columns));
    }
    double[] values = new double[columns - 1];
    for (int i = 0; i < columns; i++) {
      if (i != header.label()) {
        values[i < header.label() ? i : i - 1] = number(row, i);
      }
    }
    rows.add(values);
    labels.add(label(row));
  }

  private String label(CsvRecord row) {
    String label = row.getField(header.label()).strip();
    if (label.isEmpty()) {
      throw at(row, header.label(), "the label is empty.");
    }
    return label;
  }

  private double number(CsvRecord row, int column) {
    String text = row.getField(column).strip();
    if (text.isEmpty()) {
      throw at(row, column, "the value is empty; fill it in or leave the row out.");
    }
    double value = NUMBER.matcher(text).matches() ? Double.parseDouble(text) : Double.NaN;
    if (!Double.isFinite(value)) {
      throw at(row, column, "\"%.40s\" is not a finite number.".formatted(text));
    }
    return value;
  }

  private TaskException at(CsvRecord row, int column, String message) {
    return BadTable.at(row.getStartingLineNumber(), header.columns().get(column), message);
  }
}
