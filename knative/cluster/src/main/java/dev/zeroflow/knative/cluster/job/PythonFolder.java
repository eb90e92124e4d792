package dev.zeroflow.knative.cluster.job;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.KeyToPath;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.VolumeProjection;
import io.fabric8.kubernetes.api.model.VolumeProjectionBuilder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The program of the Python host as config maps, so that it runs in any image with a Python of 3.9
 * or later. Their names hold the digest of the content: another version has others, and pods of
 * before keep theirs.
 */
public final class PythonFolder {
  /** How the host is started in an image of somebody else. */
  public static final List<String> COMMAND = List.of("python3", "-I", "/zeroflow/python");

  private static final String MOUNT = "/zeroflow/python";
  private static final String VOLUME = "python-host";

  /** Below the limit of 1 MiB, which counts names too. */
  private static final int MAX_BYTES = 900_000;

  private static final int SHOWN_DIGEST = 12;

  /** Content by path, in parts that fit. */
  private final List<Map<String, String>> parts;

  private final String digest;

  private PythonFolder(Map<String, String> files) {
    this.parts = parts(files);
    this.digest = digest(files);
  }

  /**
   * Reads the folder {@code functions/python}: its start and its package.
   *
   * @throws IOException if it cannot be read, or one file does not fit
   */
  public static PythonFolder read(Path folder) throws IOException {
    var files = new TreeMap<String, String>();
    files.put("__main__.py", Files.readString(folder.resolve("__main__.py")));
    try (Stream<Path> all = Files.walk(folder.resolve("zeroflow_python"))) {
      for (Path file : all.filter(it -> it.toString().endsWith(".py")).toList()) {
        files.put(folder.relativize(file).toString(), Files.readString(file));
      }
    }
    return of(files);
  }

  /** Files by their path. */
  static PythonFolder of(Map<String, String> files) throws IOException {
    for (Map.Entry<String, String> file : files.entrySet()) {
      if (size(file) > MAX_BYTES) {
        throw new IOException(file.getKey() + " does not fit into a config map");
      }
    }
    return new PythonFolder(new TreeMap<>(files));
  }

  private static List<Map<String, String>> parts(Map<String, String> files) {
    var parts = new ArrayList<Map<String, String>>();
    int room = 0;
    for (Map.Entry<String, String> file : files.entrySet()) {
      if (parts.isEmpty() || size(file) > room) {
        parts.add(new TreeMap<>());
        room = MAX_BYTES;
      }
      parts.getLast().put(file.getKey(), file.getValue());
      room -= size(file);
    }
    return parts;
  }

  private static int size(Map.Entry<String, String> file) {
    return file.getKey().length() + file.getValue().getBytes(StandardCharsets.UTF_8).length;
  }

  private static String digest(Map<String, String> files) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      files.forEach(
          (path, content) -> {
            sha256.update((path + "\0" + content + "\0").getBytes(StandardCharsets.UTF_8));
          });
      return HexFormat.of().formatHex(sha256.digest()).substring(0, SHOWN_DIGEST);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** The config maps, which must exist where the pods are. */
  public List<ConfigMap> configMaps(String namespace) {
    var maps = new ArrayList<ConfigMap>();
    for (int i = 0; i < parts.size(); i++) {
      var content = new TreeMap<String, String>();
      parts.get(i).forEach((path, text) -> content.put(key(path), text));
      maps.add(
          new ConfigMapBuilder()
              .withNewMetadata()
              .withName(name(i))
              .withNamespace(namespace)
              .addToLabels(JobLabels.MANAGED_BY, JobLabels.ZEROFLOW)
              .endMetadata()
              .withImmutable(true)
              .withData(content)
              .build());
    }
    return maps;
  }

  /** The pod with the folder mounted into its first container, read-only. */
  public PodSpec mountedInto(PodSpec pod) {
    return new PodSpecBuilder(pod)
        .addNewVolume()
        .withName(VOLUME)
        .withNewProjected()
        .withSources(sources())
        .endProjected()
        .endVolume()
        .editFirstContainer()
        .addNewVolumeMount()
        .withName(VOLUME)
        .withMountPath(MOUNT)
        .withReadOnly(true)
        .endVolumeMount()
        .endContainer()
        .build();
  }

  private List<VolumeProjection> sources() {
    var sources = new ArrayList<VolumeProjection>();
    for (int i = 0; i < parts.size(); i++) {
      List<KeyToPath> items =
          parts.get(i).keySet().stream().map(it -> new KeyToPath(key(it), null, it)).toList();
      sources.add(
          new VolumeProjectionBuilder()
              .withNewConfigMap()
              .withName(name(i))
              .withItems(items)
              .endConfigMap()
              .build());
    }
    return sources;
  }

  /** Keys of config maps have no slashes, and paths of ours no double dots. */
  private static String key(String path) {
    return path.replace("/", "..");
  }

  private String name(int part) {
    return "zeroflow-python-" + digest + "-" + part;
  }
}
