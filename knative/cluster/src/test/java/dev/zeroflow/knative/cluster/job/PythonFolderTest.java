package dev.zeroflow.knative.cluster.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.KeyToPath;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PythonFolderTest {
  @Test
  void theHostFitsAndLiesWhereItsPathsSay() throws Exception {
    PythonFolder folder = PythonFolder.read(Path.of("../../functions/python"));
    List<ConfigMap> maps = folder.configMaps("ml");
    assertThat(maps).hasSize(1);
    assertThat(maps.getFirst().getData())
        .containsKeys("__main__.py", "zeroflow_python..job.py", "zeroflow_python..web..http.py")
        .allSatisfy((key, text) -> assertThat(key).matches("[-._a-zA-Z0-9]{1,253}"));
    assertThat(items(folder))
        .extracting(KeyToPath::getPath)
        .contains("__main__.py", "zeroflow_python/web/http.py");
  }

  @Test
  void aLargeFolderHasSeveralMapsWithEachFileOnce() throws Exception {
    PythonFolder folder =
        PythonFolder.of(
            Map.of("a.py", "a".repeat(500_000), "b.py", "b".repeat(500_000), "c/d.py", "d"));
    assertThat(folder.configMaps("ml"))
        .extracting(it -> it.getData().keySet())
        .containsExactly(java.util.Set.of("a.py"), java.util.Set.of("b.py", "c..d.py"));
    assertThat(items(folder))
        .extracting(KeyToPath::getPath)
        .containsExactly("a.py", "b.py", "c/d.py");
  }

  @Test
  void anotherContentHasAnotherName() throws Exception {
    assertThat(name(Map.of("a.py", "1")))
        .isEqualTo(name(Map.of("a.py", "1")))
        .isNotEqualTo(name(Map.of("a.py", "2")))
        .isNotEqualTo(name(Map.of("b.py", "1")))
        .matches("zeroflow-python-[0-9a-f]{12}-0");
  }

  @Test
  void aFileThatIsTooLargeIsNamed() {
    assertThatThrownBy(() -> PythonFolder.of(Map.of("a.py", "a".repeat(900_000))))
        .isInstanceOf(IOException.class)
        .hasMessage("a.py does not fit into a config map");
  }

  private static String name(Map<String, String> files) throws IOException {
    return PythonFolder.of(files).configMaps("ml").getFirst().getMetadata().getName();
  }

  private static List<KeyToPath> items(PythonFolder folder) {
    PodSpec pod =
        folder.mountedInto(
            new PodSpecBuilder().addNewContainer().withName("c").endContainer().build());
    return pod.getVolumes().getFirst().getProjected().getSources().stream()
        .flatMap(it -> it.getConfigMap().getItems().stream())
        .toList();
  }
}
