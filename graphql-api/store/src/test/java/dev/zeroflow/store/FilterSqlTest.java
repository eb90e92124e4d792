package dev.zeroflow.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zeroflow.metadata.search.Filter;
import dev.zeroflow.metadata.search.FilterParser;
import dev.zeroflow.metadata.search.OrderParser;
import dev.zeroflow.metadata.search.RandomFilters;
import dev.zeroflow.metadata.search.SearchTarget;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FilterSqlTest extends PostgresTest {
  private static final SearchedRuns RUNS = new SearchedRuns(POOL);

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '~',
      value = {
        "~~                                            ; abcd",
        // Metrics: the missing one of d matches nothing, the NaN of c only !=.
        "metrics.acc > 0.5                             ; a",
        "metrics.acc >= 0.5                            ; ab",
        "metrics.acc < 0.9                             ; b",
        "metrics.acc <= 0.9                            ; ab",
        "metrics.acc = 0.9                             ; a",
        "metrics.acc != 0.9                            ; bc",
        "metrics.loss > -1e300                         ; bc",
        "metrics.loss = 1e999                          ; b",
        "metrics.loss <= -1e999                        ; a",
        "metrics.acc IS NULL                           ; d",
        "metrics.acc IS NOT NULL                       ; abc",
        // Params and tags: a missing key matches nothing but IS NULL.
        "params.lr = '0.1'                             ; a",
        "params.lr != '0.1'                            ; b",
        "params.lr LIKE '0.%'                          ; ab",
        "params.lr IN ('0.1', 'x')                     ; a",
        "params.lr NOT IN ('0.1', 'x')                 ; b",
        "params.lr IS NULL                             ; cd",
        "params.`my key` LIKE '50\\%'                  ; b",
        "params.`my key` LIKE '50_'                    ; bc",
        "tags.team = 'vision'                          ; ~~",
        "tags.team LIKE 'v%'                           ; ~~",
        "tags.team ILIKE 'v%'                          ; a",
        "tags.team != 'nlp'                            ; a",
        "tags.team IS NOT NULL                         ; ab",
        "tags.`mlflow.prompt.is_prompt` != 'true'      ; b",
        "tags.team = ''' OR TRUE --'                   ; ~~",
        // Datasets: one of them is enough.
        "dataset.name = 'iris'                         ; ab",
        "dataset.name != 'iris'                        ; b",
        "dataset.digest IN ('1', '3')                  ; ab",
        "dataset.context NOT IN ('training')           ; b",
        "dataset.name = 'wine' AND dataset.digest = '2'; b",
        // Attributes: an empty one matches nothing but IS NULL.
        "run_name = 'alpha'                            ; a",
        "run_name != 'alpha'                           ; bc",
        "run_name LIKE 'al%'                           ; a",
        "run_name ILIKE 'al%'                          ; ac",
        "run_name IS NULL                              ; d",
        "NOT run_name = 'alpha'                        ; bcd",
        "status IN ('FAILED', 'KILLED')                ; cd",
        "user_id = 'u2'                                ; b",
        "run_id = '0000000000000000000000000000000a'   ; a",
        "run_id = '00000000-0000-0000-0000-00000000000a' ; a",
        "run_id != '0000000000000000000000000000000a'  ; bcd",
        "run_id = 'a'                                  ; ~~",
        "run_id != 'a'                                 ; abcd",
        "run_id LIKE '%a'                              ; a",
        "run_id IN ('0000000000000000000000000000000a', 'b') ; a",
        "run_id NOT IN ('0000000000000000000000000000000a', 'b') ; bcd",
        // Times are compared by their millisecond.
        "start_time = 1767323045006                    ; a",
        "start_time != 1767323045006                   ; bcd",
        "start_time > 1767323045006                    ; bcd",
        "start_time >= 1767323045006                   ; abcd",
        "start_time < 1767323045006                    ; ~~",
        "start_time <= 1767323045006                   ; a",
        "start_time = 1767323045006.5                  ; ~~",
        "start_time != 1767323045006.5                 ; abcd",
        "start_time > 1767323045005.5                  ; abcd",
        "start_time > 1767323045006.5                  ; bcd",
        "start_time <= 1767323045006.5                 ; a",
        "start_time < 1767323045006.5                  ; a",
        "start_time > -1e300 AND start_time < 1e999    ; abcd",
        "end_time > 0                                  ; b",
        "end_time != 0                                 ; b",
        "end_time IS NULL                              ; acd",
        // Combinations.
        "metrics.acc > 0.5 OR tags.team = 'nlp' AND status = 'FAILED' ; a",
        "(metrics.acc > 0.5 OR tags.team = 'nlp') AND status = 'RUNNING' ; b",
        "NOT (metrics.acc > 0.5 OR tags.team = 'nlp')  ; cd",
      })
  void aFilterFindsWhatFulfilsIt(String text, String found) {
    assertThat(RUNS.find(SearchedRuns.RUNS, FilterParser.parse(text, SearchTarget.RUNS)))
        .isEqualTo(found);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '~',
      value = {
        "tags.`mlflow.prompt.is_prompt` != 'true'          ; bcd",
        "tags.`mlflow.prompt.is_prompt` = 'false'          ; bcd",
        "tags.`mlflow.prompt.is_prompt` = 'true'           ; a",
        "tags.`mlflow.prompt.is_prompt` != 'false'         ; a",
        "tags.`mlflow.prompt.is_prompt` NOT IN ('true')    ; bcd",
        "tags.`mlflow.prompt.is_prompt` IN ('false', '')   ; bcd",
        "tags.`mlflow.prompt.is_prompt` LIKE '%'           ; ab",
        "tags.team != 'nlp'                                ; a",
        "version_number = 2                                ; b",
        "version_number != '2'                             ; ac",
        "version_number > 1.5                              ; bc",
        "version_number < 1e30                             ; abc",
        "run_id = '0000000000000000000000000000000a'       ; bc",
        "run_id != 'x'                                     ; bc",
        "run_id NOT IN ('x')                               ; bc",
        "run_id IN ('x')                                   ; ~~",
        "name IN ('alpha', 'Alps')                         ; ac",
      })
  void aTagThatIsAbsentMayCountAsAValue(String text, String found) {
    Filter filter = FilterParser.parse(text, SearchTarget.MODEL_VERSIONS);
    assertThat(RUNS.find(SearchedRuns.VERSIONS, filter)).isEqualTo(found);
  }

  @ParameterizedTest
  @CsvSource({
    "metrics.acc,           bacd",
    "metrics.acc DESC,      abcd",
    "metrics.loss,          acbd",
    "metrics.loss DESC,     bcad",
    "params.lr,             bacd",
    "params.lr DESC,        abcd",
    "start_time DESC,       dcba",
    "end_time DESC,         bacd",
    "status,                cdab",
    "run_id DESC,           dcba",
  })
  void whatIsMissingComesLastAndNaNBeforeIt(String order, String sorted) {
    assertThat(RUNS.sort(OrderParser.parse(List.of(order), SearchTarget.RUNS))).isEqualTo(sorted);
  }

  @Test
  void aLaterOrderDecidesBetweenEquals() {
    var orders = OrderParser.parse(List.of("status", "start_time DESC"), SearchTarget.RUNS);
    assertThat(RUNS.sort(orders)).isEqualTo("dcab");
  }

  @Test
  void everyFilterIsAStatementThatPostgresTakes() {
    var filters = new RandomFilters(new Random(4));
    for (int i = 0; i < 500; i++) {
      Filter filter = filters.next(2);
      String found = RUNS.find(SearchedRuns.RUNS, filter);
      String others = RUNS.find(SearchedRuns.RUNS, new Filter.Not(filter));
      assertThat((found + others).chars().sorted().toArray())
          .as(filter.toString())
          .isEqualTo("abcd".chars().toArray());
    }
  }

  @Test
  void whatClientsSendIsNeverPartOfTheStatement() {
    String text = "params.`SECRET` = 'SECRET' OR tags.SECRET IN ('SECRET') OR status = 'SECRET'";
    Filter filter = FilterParser.parse(text, SearchTarget.RUNS);
    String sql = new FilterSql(SearchedRuns.RUNS, Tuple.tuple()).where(filter);
    assertThat(sql).doesNotContain("SECRET");
  }

  @Test
  void columnsThatMissAnAttributeAreRefused() {
    var runs = SearchedRuns.RUNS;
    assertThatThrownBy(
            () ->
                new FilterColumns(
                    SearchTarget.RUNS, Map.of(), runs.entries(), runs.parts(), Map.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
