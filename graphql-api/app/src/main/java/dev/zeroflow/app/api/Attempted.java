package dev.zeroflow.app.api;

import dev.zeroflow.metadata.MetadataException;
import dev.zeroflow.scheduler.engine.KeyReusedException;
import dev.zeroflow.scheduler.spec.InvalidPipelineException;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What became of a mutation: its result, or why there is none. Only what clients can act on becomes
 * an error in the payload; who may not call, and defects, stay errors of the request.
 */
public record Attempted<T>(@Nullable T result, List<UserError> errors) {
  /** A check of one field, which throws if it is wrong. */
  public record Check(String field, Runnable check) {}

  /** Does the work if the checks pass. */
  public static <T> Attempted<T> of(Supplier<T> work, Check... checks) {
    for (Check it : checks) {
      try {
        it.check().run();
      } catch (MetadataException e) {
        return failed(it.field(), e);
      }
    }
    try {
      return new Attempted<>(work.get(), List.of());
    } catch (MetadataException e) {
      return failed(null, e);
    } catch (InvalidPipelineException | BadInputException e) {
      return failed(UserErrorCode.BAD_INPUT, null, e);
    } catch (NotFoundException e) {
      return failed(UserErrorCode.NOT_FOUND, null, e);
    } catch (ConflictException | KeyReusedException e) {
      return failed(UserErrorCode.CONFLICT, null, e);
    }
  }

  /** Does work without a result if the checks pass; the result is true then. */
  public static Attempted<Boolean> run(Runnable work, Check... checks) {
    return of(
        () -> {
          work.run();
          return true;
        },
        checks);
  }

  /** The result as it is shown; null if there is none. */
  public <S> @Nullable S shown(Function<T, S> form) {
    return result == null ? null : form.apply(result);
  }

  private static <T> Attempted<T> failed(@Nullable String field, MetadataException e) {
    UserErrorCode code =
        switch (e.code()) {
          case BAD_INPUT -> UserErrorCode.BAD_INPUT;
          case NOT_FOUND -> UserErrorCode.NOT_FOUND;
          case CONFLICT -> UserErrorCode.CONFLICT;
        };
    return failed(code, field, e);
  }

  private static <T> Attempted<T> failed(
      UserErrorCode code, @Nullable String field, RuntimeException e) {
    return new Attempted<>(
        null, List.of(new UserError(code, field, String.valueOf(e.getMessage()))));
  }
}
