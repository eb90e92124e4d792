package dev.zeroflow.app.project;

import dev.zeroflow.app.api.NodeSource;
import dev.zeroflow.app.api.NodeType;
import dev.zeroflow.metadata.project.Project;
import dev.zeroflow.metadata.project.Projects;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** The project of a request by its name; others do not exist in it. */
@ApplicationScoped
class ProjectNodes implements NodeSource {
  private final Projects projects;

  ProjectNodes(Projects projects) {
    this.projects = projects;
  }

  @Override
  public NodeType type() {
    return NodeType.PROJECT;
  }

  @Override
  public List<ApiProject> find(String project, List<String> keys) {
    List<Project> found =
        keys.contains(project) ? projects.find(project).stream().toList() : List.of();
    return found.stream().map(ApiProject::of).toList();
  }
}
