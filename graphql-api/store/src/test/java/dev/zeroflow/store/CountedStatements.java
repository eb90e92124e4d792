package dev.zeroflow.store;

import io.vertx.sqlclient.Pool;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicInteger;

/** A pool that counts the statements that are sent through it. */
final class CountedStatements {
  private final AtomicInteger sent = new AtomicInteger();
  private final Pool pool;

  CountedStatements(Pool real) {
    this.pool =
        (Pool)
            Proxy.newProxyInstance(
                Pool.class.getClassLoader(),
                new Class<?>[] {Pool.class},
                (proxy, method, arguments) -> {
                  if (method.getName().equals("preparedQuery")) {
                    sent.incrementAndGet();
                  }
                  try {
                    return method.invoke(real, arguments);
                  } catch (InvocationTargetException e) {
                    throw e.getCause();
                  }
                });
  }

  Pool pool() {
    return pool;
  }

  int sent() {
    return sent.get();
  }
}
