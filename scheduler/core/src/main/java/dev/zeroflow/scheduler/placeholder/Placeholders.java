package dev.zeroflow.scheduler.placeholder;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Fills in the placeholders of JSON values. */
public final class Placeholders {
  private Placeholders() {}

  /**
   * The value with the placeholders of all its texts and keys filled in; the value itself if it has
   * none. What was text stays text, even if it was nothing but the placeholder of a number.
   *
   * @throws ExpansionTooLargeException if all texts together would be too long
   */
  public static @Nullable Object expand(@Nullable Object json, PlaceholderValues values) {
    return present(json) ? expand(json, values, new Budget()) : json;
  }

  /** Whether any text of the value may hold a placeholder. */
  public static boolean present(@Nullable Object json) {
    return switch (json) {
      case String text -> text.contains(Template.START);
      case List<?> list -> list.stream().anyMatch(Placeholders::present);
      case Map<?, ?> map ->
          map.entrySet().stream()
              .anyMatch(member -> present(member.getKey()) || present(member.getValue()));
      case null, default -> false;
    };
  }

  private static @Nullable Object expand(
      @Nullable Object json, PlaceholderValues values, Budget budget) {
    return switch (json) {
      case String text -> Template.parse(text).expand(values, budget);
      case List<?> list -> list(list, values, budget);
      case Map<?, ?> map -> map(map, values, budget);
      case null, default -> json;
    };
  }

  private static List<@Nullable Object> list(
      List<?> list, PlaceholderValues values, Budget budget) {
    var expanded = new ArrayList<@Nullable Object>(list.size());
    list.forEach(element -> expanded.add(expand(element, values, budget)));
    return expanded;
  }

  private static Map<String, @Nullable Object> map(
      Map<?, ?> map, PlaceholderValues values, Budget budget) {
    var expanded = new LinkedHashMap<String, @Nullable Object>();
    map.forEach(
        (key, member) ->
            expanded.put(
                Template.parse(String.valueOf(key)).expand(values, budget),
                expand(member, values, budget)));
    return expanded;
  }
}
