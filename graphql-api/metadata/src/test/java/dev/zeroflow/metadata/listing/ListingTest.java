package dev.zeroflow.metadata.listing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zeroflow.metadata.MetadataException;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class ListingTest {
  private static final UUID ID = new UUID(5, 6);

  private static Listing listing(List<Predicate> predicates, String sort, String token) {
    return Listing.of(Fields.RUNS, "scope", predicates, sort, token, 0);
  }

  private static Predicate predicate(String key, Operation operation, String... values) {
    return Predicate.of(Fields.RUNS, key, operation, List.of(values));
  }

  private static void refused(ThrowingCallable call, String words) {
    assertThatThrownBy(call)
        .isInstanceOf(MetadataException.class)
        .hasMessageContaining(words)
        .extracting(e -> ((MetadataException) e).code())
        .isEqualTo(MetadataException.Code.BAD_INPUT);
  }

  @Test
  void aTokenLeadsBackToItsPlace() {
    var byTime = new Position(Instant.parse("2026-01-01T00:00:00.123456Z"), ID);
    String token = listing(List.of(), "created_at desc", "").token(byTime);
    assertThat(listing(List.of(), "created_at desc", token).after()).isEqualTo(byTime);
    var byName = new Position("a name  with blanks + %", ID);
    token = listing(List.of(), "name", "").token(byName);
    assertThat(listing(List.of(), "display_name asc", token).after()).isEqualTo(byName);
    assertThat(token).matches("[A-Za-z0-9_-]+");
  }

  @Test
  void aTokenFitsNoOtherList() {
    var place = new Position(Instant.EPOCH, ID);
    List<Predicate> some = List.of(predicate("name", Operation.EQUALS, "a"));
    String token = listing(some, "", "").token(place);
    assertThat(listing(some, "created_at", token).after()).isEqualTo(place);
    refused(() -> listing(List.of(), "", token), "another list");
    refused(() -> listing(some, "created_at desc", token), "another list");
    refused(() -> Listing.of(Fields.RUNS, "other", some, "", token, 0), "another list");
    refused(() -> Listing.of(Fields.RECURRING_RUNS, "scope", some, "", token, 0), "another list");
    refused(() -> listing(some, "", "no token!"), "page_token");
    refused(() -> listing(some, "", "bm8gdG9rZW4"), "another list");
  }

  @Test
  void aPageHasASize() {
    assertThat(Listing.of(Fields.RUNS, "", List.of(), "", "", 0).size()).isEqualTo(20);
    assertThat(Listing.of(Fields.RUNS, "", List.of(), "", "", 7).size()).isEqualTo(7);
    assertThat(Listing.of(Fields.RUNS, "", List.of(), "", "", 9_999).size()).isEqualTo(200);
    refused(() -> Listing.of(Fields.RUNS, "", List.of(), "", "", -1), "page_size");
  }

  @Test
  void anOrderIsAFieldAndADirection() {
    Field created = new Field("created_at", Field.Type.TIME);
    assertThat(Sort.parse(Fields.RUNS, " ")).isEqualTo(new Sort(created, false));
    assertThat(Sort.parse(Fields.RUNS, "created_at DESC")).isEqualTo(new Sort(created, true));
    assertThat(Sort.parse(Fields.RUNS, "id asc").field().name()).isEqualTo("run_id");
    refused(() -> Sort.parse(Fields.RUNS, "created_at down"), "sort_by");
    refused(() -> Sort.parse(Fields.RUNS, "created_at desc desc"), "sort_by");
    refused(() -> Sort.parse(Fields.RUNS, "password"), "known are");
  }

  @Test
  void fieldsBelongToTheirResource() {
    assertThat(predicate("status", Operation.EQUALS, "FAILED").field().name()).isEqualTo("state");
    refused(() -> predicate("tags.team", Operation.EQUALS, "a"), "tags.team");
    Predicate tag = Predicate.of(Fields.PIPELINES, "tags.team", Operation.EQUALS, List.of("a"));
    assertThat(tag.field().name()).isEqualTo("tags.team");
    refused(() -> Predicate.of(Fields.PIPELINES, "tags.", Operation.EQUALS, List.of("a")), "tags.");
  }

  @Test
  void aPredicateHasValuesOfItsField() {
    Predicate since = predicate("created_at", Operation.GREATER_THAN, "2026-01-01T01:00:00+01:00");
    assertThat(since.values()).isEqualTo(List.of(Instant.parse("2026-01-01T00:00:00Z")));
    refused(() -> predicate("created_at", Operation.EQUALS, "yesterday"), "yesterday");
    refused(() -> predicate("created_at", Operation.IS_SUBSTRING, "2026-01-01T00:00:00Z"), "time");
    refused(() -> predicate("name", Operation.EQUALS, "a", "b"), "one value");
    refused(() -> predicate("name", Operation.IN), "values");
    String[] many = Collections.nCopies(1_001, "a").toArray(String[]::new);
    refused(() -> predicate("name", Operation.IN, many), "values");
  }

  @Test
  void operationsHaveNamesAndNumbers() {
    assertThat(Operation.of("8")).isEqualTo(Operation.IN);
    assertThat(Operation.of("IS_SUBSTRING")).isEqualTo(Operation.IS_SUBSTRING);
    refused(() -> Operation.of("4"), "operation");
    refused(() -> Operation.of("equals"), "operation");
  }
}
