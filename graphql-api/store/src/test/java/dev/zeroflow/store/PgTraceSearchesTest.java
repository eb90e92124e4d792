package dev.zeroflow.store;

import static dev.zeroflow.store.SomeTraces.CHILD;
import static dev.zeroflow.store.SomeTraces.ROOT;
import static dev.zeroflow.store.SomeTraces.batch;
import static dev.zeroflow.store.SomeTraces.said;
import static dev.zeroflow.store.SomeTraces.span;
import static dev.zeroflow.store.SomeTraces.told;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zeroflow.metadata.MetadataException;
import dev.zeroflow.metadata.search.Found;
import dev.zeroflow.metadata.search.OrderParser;
import dev.zeroflow.metadata.search.Search;
import dev.zeroflow.metadata.search.SearchTarget;
import dev.zeroflow.metadata.trace.Assessment.Kind;
import dev.zeroflow.metadata.trace.Trace;
import dev.zeroflow.metadata.tracking.Entry;
import dev.zeroflow.metadata.tracking.NewRun;
import dev.zeroflow.metadata.tracking.TrackingExperiment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Four traces. a: two spans and feedback. b: another experiment, linked with a run. c: one span
 * that differs in everything. d: nothing but its start.
 */
class PgTraceSearchesTest extends PostgresTest {
  private final PgTraces traces = new PgTraces(POOL);
  private final PgTraceSearches searches = new PgTraceSearches(POOL);
  private final PgAssessments assessments = new PgAssessments(POOL);
  private final PgTrackingExperiments experiments =
      new PgTrackingExperiments(POOL, new PgExperiments(POOL));
  private final Map<UUID, String> names = new HashMap<>();
  private TrackingExperiment one;
  private TrackingExperiment two;
  private String linked = "";

  @BeforeEach
  void fill() {
    one = experiments.create(UUID.randomUUID(), project, "one", "", Map.of(), NOW);
    two = experiments.create(UUID.randomUUID(), project, "two", "", Map.of(), NOW);
    UUID a = add("a", one, 100, new Entry("mlflow.traceName", "alpha"), new Entry("team", "x"));
    UUID b = add("b", two, 200, new Entry("mlflow.traceName", "beta"));
    UUID c = add("c", one, 300, new Entry("mlflow.traceName", "Alps"), new Entry("team", "y"));
    add("d", one, 400);
    traces.add(
        project,
        one.id(),
        batch(
            a,
            span(ROOT, null, 100, 200L, "{\"model\":\"gpt-4\",\"mlflow.spanType\":\"CHAIN\"}"),
            span(CHILD, ROOT, 110, 190L, "{\"model\":\"claude\",\"tokens\":12}")));
    traces.add(project, one.id(), batch(c, span(CHILD, null, 300, 400L, "{\"model\":\"gpt-4\"}")));
    assessments.create(project, said(a, Kind.FEEDBACK, "quality", "0.9"));
    assessments.create(project, said(a, Kind.FEEDBACK, "tone", "\"kind\""));
    assessments.create(project, said(b, Kind.FEEDBACK, "quality", "0.2"));
    assessments.create(project, said(c, Kind.FEEDBACK, "quality", "true"));
    assessments.create(project, said(c, Kind.EXPECTATION, "answer", "\"42\""));
    UUID run = UUID.randomUUID();
    new PgTrackingRuns(POOL).create(NewRun.ofClient(run, one, "r", "me", NOW, List.of()));
    traces.link(project, run, List.of(b));
    linked = run.toString().replace("-", "");
  }

  private UUID add(String name, TrackingExperiment experiment, long start, Entry... tags) {
    UUID id = UUID.randomUUID();
    names.put(id, name);
    traces.start(told(id, experiment, start, tags));
    return id;
  }

  private static Search search(String filter, List<String> orders, String token, int size) {
    var parsed = OrderParser.parse(orders, SearchTarget.TRACES);
    return Search.of(SearchTarget.TRACES, "", filter, parsed, token, size);
  }

  private List<String> all(String filter, List<String> orders, int size) {
    List<String> found = new ArrayList<>();
    String token = "";
    do {
      Search search = search(filter, orders, token, size);
      Found<Trace> part = searches.search(project, List.of(), search);
      part.items().forEach(it -> found.add(names.get(it.id())));
      token = part.last() == null ? "" : search.token(part.last());
    } while (!token.isEmpty());
    return found;
  }

  private String found(String filter) {
    return all(filter, List.of("timestamp_ms"), 10).stream().collect(Collectors.joining());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '~',
      value = {
        "~~                                              ; abcd",
        "status = 'OK' AND timestamp_ms > 200            ; cd",
        "timestamp_ms >= 200 AND timestamp_ms < 400      ; bc",
        "execution_time_ms = 7                           ; abcd",
        "end_time_ms <= 207                              ; ab",
        "client_request_id = 'request 200'               ; b",
        "client_request_id IN ('request 200', 'x')       ; b",
        "name = 'alpha'                                  ; a",
        "name LIKE 'al%'                                 ; a",
        "name ILIKE 'al%'                                ; ac",
        "name RLIKE '^[ab].*a$'                          ; ab",
        "name IS NULL                                    ; d",
        "tags.team != 'x'                                ; c",
        "tags.team IS NULL                               ; bd",
        "metadata.`mlflow.user` = 'me'                   ; abcd",
        "metadata.nothing IS NOT NULL                    ; ~~",
        "span.name = 'span aa'                           ; a",
        "span.status != 'ERROR'                          ; ac",
        "span.type IN ('LLM')                            ; ac",
        "span.attributes.model = 'gpt-4'                 ; ac",
        "span.attributes.model LIKE '%laud%'             ; a",
        "span.attributes.tokens = '12'                   ; a",
        "span.attributes.`mlflow.spanType` = 'CHAIN'     ; a",
        "span.content ILIKE '%CLAUDE%'                   ; a",
        "text LIKE '%tokens%'                            ; a",
        // Clauses with AND mean one span, with OR any.
        "span.name = 'span bb' AND span.attributes.model = 'gpt-4' ; c",
        "span.name = 'span bb' OR span.attributes.model = 'gpt-4'  ; ac",
        "span.name = 'span bb' AND span.attributes.model IN ('claude', 'x') AND tags.team = 'x'; a",
        "feedback.quality > 0.5                          ; a",
        "feedback.quality <= 0.9                         ; ab",
        "feedback.quality = 'true'                       ; c",
        "feedback.tone = 'kind'                          ; a",
        "feedback.tone LIKE '%in%'                       ; a",
        "feedback.tone IS NOT NULL                       ; a",
        "feedback.quality IS NULL                        ; d",
        "expectation.answer = '42'                       ; c",
        "expectation.quality > 0                         ; ~~",
        "NOT feedback.quality > 0.5                      ; bcd",
        "name = 'alpha' OR (timestamp_ms > 300 AND tags.team IS NULL) ; ad",
        "tags.team = ''' OR TRUE --'                     ; ~~",
        "span.attributes.`' OR TRUE --` = 'x'            ; ~~",
      })
  void filtersFind(String filter, String expected) {
    assertThat(found(filter == null ? "" : filter)).isEqualTo(expected == null ? "" : expected);
  }

  @Test
  void aTraceBelongsToTheRunsThatItWasMadeInOrLinkedWith() {
    assertThat(found("run_id = '%s'".formatted(linked))).isEqualTo("b");
    assertThat(found("run_id IN ('%s', 'x')".formatted(linked))).isEqualTo("b");
    assertThat(found("run_id IS NULL")).isEqualTo("acd");
    UUID id = UUID.randomUUID();
    names.put(id, "e");
    var batches = batch(id, span(ROOT, null, 500, 600L));
    var inRun = new Entry("mlflow.sourceRun", linked);
    traces.add(project, one.id(), batches.stream().map(it -> it.with(inRun)).toList());
    assertThat(found("attribute.run_id = '%s'".formatted(linked))).isEqualTo("be");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "timestamp_ms DESC",
        "execution_time_ms",
        "status DESC",
        "request_id",
        "name",
        "name DESC",
        "tags.team DESC",
        "metadata.`mlflow.user`",
      })
  void partsFollowEachOtherInEveryOrder(String order) {
    List<String> whole = all("", List.of(order), 100);
    assertThat(whole).hasSize(4).doesNotHaveDuplicates();
    for (int size : List.of(1, 2, 3)) {
      assertThat(all("", List.of(order), size)).as("parts of %d", size).isEqualTo(whole);
    }
  }

  @Test
  void onlyTheNamedExperimentsAreFoundAndCounted() {
    Search every = search("", List.of("timestamp_ms DESC"), "", 2);
    assertThat(searches.count(project, List.of(one.number()), every)).isEqualTo(3);
    assertThat(searches.count(project, List.of(one.number(), two.number()), every)).isEqualTo(4);
    assertThat(searches.search(project, List.of(two.number()), every).items()).hasSize(1);
    assertThat(searches.search("other", List.of(), every).items()).isEmpty();
  }

  @Test
  void aRegularExpressionThatIsNoneIsTheClientsMistake() {
    assertThatThrownBy(() -> found("name RLIKE '('"))
        .isInstanceOf(MetadataException.class)
        .hasMessageContaining("regular expression");
  }
}
