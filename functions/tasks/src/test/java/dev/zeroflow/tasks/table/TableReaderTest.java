package dev.zeroflow.tasks.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zeroflow.contract.ErrorCategory;
import dev.zeroflow.tasks.SampleData;
import dev.zeroflow.tasks.attempt.TaskException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TableReaderTest {
  private static Table read(String csv) {
    return TableReader.read(csv.getBytes(StandardCharsets.UTF_8), "y");
  }

  private static void assertRefused(byte[] csv, String message) {
    assertThatThrownBy(() -> TableReader.read(csv, "y"))
        .isInstanceOfSatisfying(
            TaskException.class,
            e -> {
              assertThat(e.code()).isEqualTo("BAD_TABLE");
              assertThat(e.category()).isEqualTo(ErrorCategory.USER);
            })
        .hasMessageContaining(message);
  }

  private static void assertRefused(String csv, String message) {
    assertRefused(csv.getBytes(StandardCharsets.UTF_8), message);
  }

  @Test
  void theLabelMayStandInAnyColumnAndBeText() {
    Table table = read("a,y,b\n1,cat,2.5\n-3e2,dog,.5\n");

    assertThat(table.features()).containsExactly("a", "b");
    assertThat(table.rows()).containsExactly(new double[] {1, 2.5}, new double[] {-300, 0.5});
    assertThat(table.labels()).containsExactly("cat", "dog");
  }

  @Test
  void quotesByteOrderMarkAndOtherLineEndsAreRead() {
    Table table = read("\uFEFF\"a, in \"\"cm\"\"\",y\r\n\"1\",\"x\ny\"\r\n");

    assertThat(table.features()).containsExactly("a, in \"cm\"");
    assertThat(table.labels()).containsExactly("x\ny");
  }

  @Test
  void rowsAreLinesOfTheFileAlsoAfterAFieldWithALineEnd() {
    assertRefused("a,y\n1,\"x\ny\"\n\nfoo,z\n", "Row 5, column a: \"foo\" is not a finite number");
  }

  @Test
  void aFileWithoutRowsIsRefused() {
    assertRefused("", "The file is empty");
    assertRefused("a,y\n", "no rows");
  }

  @Test
  void aRaggedRowIsNamed() {
    assertRefused("a,y\n1,x\n2\n", "Row 3: 1 fields, but the header has 2 columns");
    assertRefused("a,y\n1,x,7\n", "Row 2: 3 fields");
  }

  @Test
  void aMissingLabelColumnListsTheOthers() {
    assertRefused("a,target\n1,x\n", "no column \"y\" for the label; the columns are: a, target");
    assertRefused("y\n1\n", "no column beside the label");
  }

  @ParameterizedTest
  @ValueSource(strings = {"abc", "NaN", "nan", "Infinity", "-inf", "1e999", "0x1p3", "1d", "1,5"})
  void whatIsNotAFiniteNumberIsNamed(String value) {
    assertRefused(
        "a,b,y\n0,1,x\n0,\"" + value + "\",x\n",
        "Row 3, column b: \"" + value + "\" is not a finite number");
  }

  @Test
  void emptyFieldsAreNamed() {
    assertRefused("a,b,y\n1, ,x\n", "Row 2, column b: the value is empty");
    assertRefused("a,y\n1,\n", "Row 2, column y: the label is empty");
  }

  @ParameterizedTest
  @CsvSource({"'a,a,y', 'two columns are named \"a\"'", "'a,,y', 'column 2 has no name'"})
  void namesOfColumnsMustBeThereAndDiffer(String header, String message) {
    assertRefused(header + "\n1,2,x\n", "Row 1: " + message);
  }

  @Test
  void textThatIsNotUtf8IsRefused() {
    assertRefused(new byte[] {'a', ',', 'y', '\n', (byte) 0xE4, ',', '1'}, "not UTF-8");
  }

  @Test
  void aFileOfGarbageIsTheUsersError() {
    assertRefused("a,y\n\"1\"x,2\n", "not CSV");
    assertRefused("a\0b,y\n\0,1\n", "Row 2");
  }

  @Test
  void tooManyColumnsAreRefused() {
    String header =
        IntStream.range(0, 10_001).mapToObj(i -> "c" + i).collect(Collectors.joining(","));

    assertRefused(header, "More than 10000 columns");
  }

  @ParameterizedTest
  @EnumSource
  void writingAndReadingKeepsEveryNumber(SampleData data) throws IOException {
    Table table = TableReader.read(data.csv(), SampleData.LABEL);
    byte[] written = TableWriter.write(table);
    Table again = TableReader.read(written, SampleData.LABEL);

    assertThat(again.rows()).containsExactlyElementsOf(table.rows());
    assertThat(again.labels()).isEqualTo(table.labels());
    assertThat(TableWriter.write(again)).isEqualTo(written);
  }

  @Test
  void classesAreInTheOrderOfTheirNumbers() {
    assertThat(read("a,y\n1,10\n1,9\n1,x\n1,-1\n").classes()).containsExactly("-1", "9", "10", "x");
  }
}
