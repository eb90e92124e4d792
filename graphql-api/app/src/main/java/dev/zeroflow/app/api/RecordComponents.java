package dev.zeroflow.app.api;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads components of records by their names. */
final class RecordComponents {
  private static final MethodHandles.Lookup LOOKUP = MethodHandles.publicLookup();
  private static final MethodType ANY = MethodType.methodType(Object.class, Object.class);

  private static final ClassValue<Map<String, MethodHandle>> ACCESSORS =
      new ClassValue<>() {
        @Override
        protected Map<String, MethodHandle> computeValue(Class<?> type) {
          return accessors(type);
        }
      };

  private RecordComponents() {}

  /** The value of the component; null if there is none of this name, or it cannot be read. */
  static @Nullable Object read(@Nullable Object source, String name) {
    MethodHandle accessor = source == null ? null : ACCESSORS.get(source.getClass()).get(name);
    if (accessor == null) {
      return null;
    }
    try {
      return (Object) accessor.invokeExact(source);
    } catch (Throwable e) {
      throw new IllegalStateException("a component of a record is always there", e);
    }
  }

  private static Map<String, MethodHandle> accessors(Class<?> type) {
    RecordComponent[] components = type.getRecordComponents();
    return components == null || !Modifier.isPublic(type.getModifiers())
        ? Map.of()
        : Arrays.stream(components)
            .collect(Collectors.toMap(RecordComponent::getName, RecordComponents::accessor));
  }

  private static MethodHandle accessor(RecordComponent component) {
    try {
      return LOOKUP.unreflect(component.getAccessor()).asType(ANY);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException("the accessor of a public record is public", e);
    }
  }
}
