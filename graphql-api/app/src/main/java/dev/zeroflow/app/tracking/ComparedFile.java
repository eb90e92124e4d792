package dev.zeroflow.app.tracking;

import dev.zeroflow.metadata.file.FileEntry;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;
import org.jspecify.annotations.Nullable;

/** A file or a directory of several runs. */
@Type("ComparedFile")
@Description("A file or a directory in the roots of several runs.")
public record ComparedFile(
    @NonNull @Description("Name in the root.") String name,
    @Description("Whether it is a directory in one of them.") boolean directory,
    @NonNull @Description("For each run its bytes, 0 for a directory; null where there is none.")
        List<Long> sizes) {
  static List<ComparedFile> of(List<List<FileEntry>> runs) {
    return runs.stream()
        .flatMap(run -> run.stream().map(FileEntry::name))
        .distinct()
        .sorted()
        .map(name -> of(name, runs))
        .toList();
  }

  private static ComparedFile of(String name, List<List<FileEntry>> runs) {
    boolean directory = false;
    List<@Nullable Long> sizes = new ArrayList<>();
    for (List<FileEntry> run : runs) {
      Optional<FileEntry> found = run.stream().filter(it -> it.name().equals(name)).findFirst();
      directory |= found.map(FileEntry::directory).orElse(false);
      sizes.add(found.map(FileEntry::size).orElse(null));
    }
    return new ComparedFile(name, directory, Collections.unmodifiableList(sizes));
  }
}
