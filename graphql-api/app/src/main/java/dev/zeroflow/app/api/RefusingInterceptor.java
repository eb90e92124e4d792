package dev.zeroflow.app.api;

import dev.zeroflow.metadata.MetadataException;
import dev.zeroflow.metadata.artifact.ObjectStoreException;
import dev.zeroflow.metadata.artifact.ObjectStoreException.Reason;
import dev.zeroflow.scheduler.port.StoreUnavailableException;
import dev.zeroflow.scheduler.spec.InvalidPipelineException;
import dev.zeroflow.store.StoreException;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Priority;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import org.jspecify.annotations.Nullable;

/** Gives every failure of a resolver a code: the one place where exceptions become errors. */
@Refusing
@Interceptor
@Priority(Interceptor.Priority.APPLICATION)
public class RefusingInterceptor {
  @AroundInvoke
  @Nullable Object translate(InvocationContext call) {
    try {
      Object result = call.proceed();
      return switch (result) {
        case Uni<?> later -> later.onFailure().transform(RefusingInterceptor::refusal);
        case Multi<?> later -> later.onFailure().transform(RefusingInterceptor::refusal);
        case null, default -> result;
      };
    } catch (Exception failure) {
      throw refusal(failure);
    }
  }

  /** What callers are told of a failure. */
  public static RefusedException refusal(Throwable failure) {
    return switch (failure) {
      case RefusedException refused -> refused;
      case MetadataException broken ->
          switch (broken.code()) {
            case BAD_INPUT -> new BadInputException(message(broken));
            case NOT_FOUND -> new NotFoundException(message(broken));
            case CONFLICT -> new ConflictException(message(broken));
          };
      case InvalidPipelineException invalid ->
          new BadInputException(String.valueOf(invalid.getMessage()));
      case StoreUnavailableException _ -> unavailable("database");
      case StoreException lost when lost.isPassing() -> unavailable("database");
      case ObjectStoreException lost when lost.reason() == Reason.UNAVAILABLE ->
          unavailable("object store");
      default -> new InternalException(failure);
    };
  }

  private static UnavailableException unavailable(String what) {
    return new UnavailableException("the " + what + " does not answer; try again");
  }

  private static String message(MetadataException broken) {
    return String.valueOf(broken.getMessage());
  }
}
