package dev.zeroflow.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zeroflow.metadata.Digests;
import dev.zeroflow.metadata.MetadataException.Code;
import dev.zeroflow.metadata.registry.ModelChange;
import dev.zeroflow.metadata.registry.NewModel;
import dev.zeroflow.metadata.registry.Protection;
import dev.zeroflow.metadata.registry.RegisteredModel;
import dev.zeroflow.metadata.serving.InferenceService;
import dev.zeroflow.metadata.serving.ServiceState;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

class PgRegisteredModelsTest extends RegistryTest {
  private void serve(String model, String version) {
    new PgInferenceServices(POOL)
        .upsert(
            new InferenceService(
                project,
                "served",
                model,
                version,
                artifact.id(),
                artifact.digest(),
                Digests.sha256(project + model),
                ServiceState.READY,
                "",
                NOW));
  }

  @Test
  void aModelNeedsNoVersions() {
    var wanted = new NewModel(UUID.randomUUID(), "digits", "x", Map.of("a", "1"), Map.of("p", 1));
    RegisteredModel created = models.create(ann, wanted);
    assertThat(created.latestVersion()).isZero();
    assertThat(created.userName()).isEqualTo("ann");
    assertThat(models.find(project, "digits")).contains(created);
    assertThat(models.find("other", "digits")).isEmpty();
    assertThat(version("digits", 1)).isEqualTo("1");
  }

  @Test
  void aRepeatedRequestMakesNothingAndAnotherOneIsAConflict() {
    NewModel wanted = model("digits");
    RegisteredModel created = models.create(ann, wanted);
    assertThat(models.create(ann, wanted)).isEqualTo(created);
    refused(Code.CONFLICT, "digits", () -> models.create(ann, model("digits")));
    assertThat(audited()).containsExactly("ann CREATE REGISTERED_MODEL digits");
  }

  @Test
  void aChangeIsForTheRevisionThatItsWriterSaw() {
    models.create(ann, model("digits"));
    RegisteredModel changed = models.change(ann, "digits", ModelChange.describe("new"));
    assertThat(models.find(project, "digits")).contains(changed);
    var stale = new ModelChange(null, "newer", Map.of(), null, 1L);
    refused(Code.CONFLICT, "revision 2", () -> models.change(ann, "digits", stale));
    refused(Code.NOT_FOUND, "none", () -> models.change(ann, "none", ModelChange.describe("")));
  }

  @Test
  void concurrentTagsAreAllKept() throws Exception {
    models.create(ann, model("digits"));
    List<Callable<RegisteredModel>> calls = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      String key = "tag" + i;
      calls.add(() -> models.change(ann, "digits", ModelChange.tag(key, "x")));
    }
    assertThat(conflicts(calls)).isZero();
    assertThat(models.find(project, "digits").orElseThrow().tags()).hasSize(10);
  }

  @Test
  void aNewNameTakesVersionsAndAliasesAlong() {
    version("old", 1);
    aliases.move(ann, "old", "champion", "1", null);
    models.change(ann, "old", ModelChange.rename("new"));
    assertThat(models.find(project, "old")).isEmpty();
    assertThat(registry.find(project, "new", "1")).isPresent();
    assertThat(aliases.find(project, "new", "champion")).isPresent();
    models.create(ann, model("taken"));
    refused(Code.CONFLICT, "taken", () -> models.change(ann, "new", ModelChange.rename("taken")));
  }

  @Test
  void whatIsServedKeepsItsNameAndItsVersions() {
    version("digits", 1);
    serve("digits", "1");
    refused(Code.CONFLICT, "served", () -> models.change(ann, "digits", ModelChange.rename("x")));
    refused(
        Code.CONFLICT,
        "\"served\" serves version 1",
        () -> models.delete(ann, "digits", Protection.GOVERNED_ALIASES));
    refused(
        Code.CONFLICT,
        "deploy another version",
        () -> registry.delete(ann, "digits", "1", Protection.GOVERNED_ALIASES));
  }

  @Test
  void anAliasProtectsUnlessTheClientKnowsNoSuchThing() {
    version("digits", 1);
    aliases.move(ann, "digits", "champion", "1", null);
    refused(
        Code.CONFLICT,
        "alias \"champion\"",
        () -> models.delete(ann, "digits", Protection.ALIASES));
    models.delete(ann, "digits", Protection.GOVERNED_ALIASES);
    assertThat(models.find(project, "digits")).isEmpty();
    assertThat(registry.find(project, "digits", "1")).isEmpty();
    assertThat(audited()).last().isEqualTo("ann DELETE REGISTERED_MODEL digits");
    refused(Code.NOT_FOUND, "", () -> models.delete(ann, "digits", Protection.ALIASES));
  }

  @Test
  void nobodyRewritesTheAuditLog() {
    models.create(ann, model("digits"));
    for (String statement :
        List.of(
            "UPDATE metadata.audit_entry SET actor = 'bob' WHERE project = $1",
            "DELETE FROM metadata.audit_entry WHERE project = $1")) {
      assertThatThrownBy(() -> new Database(POOL).run(statement, Tuple.of(project)))
          .isInstanceOf(StoreException.class);
    }
    assertThat(audited()).hasSize(1);
  }

  @Test
  void whatIsDeletedMeanwhileIsNotServed() {
    version("digits", 1);
    registry.delete(ann, "digits", "1", Protection.ALIASES);
    refused(Code.NOT_FOUND, "no version 1 any more", () -> serve("digits", "1"));
  }

  @Test
  void whatIsServedMeanwhileIsNotDeleted() {
    version("digits", 1);
    refused(
        Code.CONFLICT,
        "deployed meanwhile",
        () ->
            VersionUse.lost(
                () -> {
                  serve("digits", "1");
                  new Database(POOL)
                      .run(
                          "DELETE FROM metadata.model_version WHERE project = $1",
                          Tuple.of(project));
                }));
  }
}
