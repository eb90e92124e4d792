package dev.zeroflow.scheduler.engine;

import dev.zeroflow.scheduler.port.ArtifactAccess;
import dev.zeroflow.scheduler.port.RunQueue;
import dev.zeroflow.scheduler.port.RunStore;
import dev.zeroflow.scheduler.port.ShardLeases;
import dev.zeroflow.scheduler.port.SlotBudget;
import dev.zeroflow.scheduler.port.TaskCache;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;

/** Ports in front of others whose calls may go wrong, before or after they took effect. */
final class Unsteady {
  private Unsteady() {}

  /** What happens around each call; may throw what the port may throw, or end the process. */
  interface Trouble {
    /** The call was made and nothing has happened yet. */
    void before(String call, Object[] arguments);

    /** The call has taken effect and its caller does not know yet. */
    void after(String call, Object[] arguments, Object result);
  }

  /** All ports of a store. */
  static SchedulerPorts.State around(SchedulerPorts.State steady, Trouble trouble) {
    return new SchedulerPorts.State(
        around(RunStore.class, steady.runs(), trouble),
        around(RunQueue.class, steady.queue(), trouble),
        around(ShardLeases.class, steady.leases(), trouble),
        around(SlotBudget.class, steady.budget(), trouble),
        around(TaskCache.class, steady.cache(), trouble));
  }

  static ArtifactAccess around(ArtifactAccess steady, Trouble trouble) {
    return around(ArtifactAccess.class, steady, trouble);
  }

  private static <T> T around(Class<T> port, T steady, Trouble trouble) {
    Object proxy =
        Proxy.newProxyInstance(
            port.getClassLoader(),
            new Class<?>[] {port},
            (self, method, arguments) -> {
              trouble.before(method.getName(), arguments);
              Object result;
              try {
                result = method.invoke(steady, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
              trouble.after(method.getName(), arguments, result);
              return result;
            });
    return port.cast(proxy);
  }
}
