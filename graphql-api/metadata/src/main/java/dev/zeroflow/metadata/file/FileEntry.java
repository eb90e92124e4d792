package dev.zeroflow.metadata.file;

/**
 * What a directory has.
 *
 * @param name name in the directory
 * @param directory whether it is a directory, which is there as long as a file is below it
 * @param size bytes; 0 for a directory
 */
public record FileEntry(String name, boolean directory, long size) {
  /** Where a list goes on behind this entry. */
  public String cursor() {
    // No path has a control character, and '0' follows '/': nothing lies in between.
    return directory ? name + "0" : name + "\u0001";
  }
}
