package dev.zeroflow.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zeroflow.metadata.MetadataException;
import dev.zeroflow.metadata.audit.Author;
import dev.zeroflow.metadata.project.Project;
import dev.zeroflow.metadata.tracking.NewRun;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PgProjectsTest extends PostgresTest {
  private static final Author AUTHOR = new Author(Project.DEFAULT, "me", NOW);

  private final PgProjects projects = new PgProjects(POOL);

  private Project added(String name) {
    var project = new Project(name, "of " + name, NOW);
    projects.create(AUTHOR, project);
    return project;
  }

  @Test
  void theDefaultProjectIsThereAndStays() {
    assertThat(projects.find(Project.DEFAULT)).isPresent();
    assertThatThrownBy(() -> projects.delete(AUTHOR, Project.DEFAULT))
        .isInstanceOf(MetadataException.class);
  }

  @Test
  void projectsAreListedByNameInPages() {
    Project one = added(project + "-a");
    Project two = added(project + "-b");
    assertThat(projects.list(project, 1)).containsExactly(one);
    assertThat(projects.list(one.name(), 1)).containsExactly(two);
  }

  @Test
  void aNameIsTakenOnce() {
    Project mine = added(project);
    assertThatThrownBy(() -> added(project)).hasMessageContaining("already");
    assertThat(projects.describe(AUTHOR, project, "new").description()).isEqualTo("new");
    assertThat(projects.find(project)).contains(new Project(project, "new", mine.createdAt()));
    assertThatThrownBy(() -> projects.describe(AUTHOR, project + "-none", ""))
        .isInstanceOf(MetadataException.class);
  }

  @Test
  void onlyAnEmptyProjectIsRemoved() {
    added(project);
    var experiments = new PgTrackingExperiments(POOL, new PgExperiments(POOL));
    var experiment = experiments.find(project, 0, NOW).orElseThrow();
    projects.delete(AUTHOR, project);
    assertThat(projects.find(project)).isEmpty();
    assertThatThrownBy(() -> projects.delete(AUTHOR, project)).hasMessageContaining("no project");

    added(project);
    experiment = experiments.find(project, 0, NOW).orElseThrow();
    UUID run = UUID.randomUUID();
    new PgTrackingRuns(POOL)
        .create(NewRun.ofClient(run, experiment, "a run", "me", NOW, List.of()));
    assertThatThrownBy(() -> projects.delete(AUTHOR, project)).hasMessageContaining("not empty");
    assertThat(projects.find(project)).isPresent();
  }
}
