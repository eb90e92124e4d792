package dev.zeroflow.tasks;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.zeroflow.tasks.attempt.Attempts;
import dev.zeroflow.tasks.attempt.Http;
import dev.zeroflow.tasks.attempt.TaskFunction;
import io.quarkus.arc.All;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;

/** Where the real clock, the real client and all functions come together. */
final class Wiring {
  @Produces
  @Singleton
  static Attempts attempts(@All List<TaskFunction> functions, ObjectMapper json) {
    var http = new Http(Http.newClient(), Thread::sleep);
    return new Attempts(
        functions, new Attempts.Tools(http, json, InstantSource.system(), System::nanoTime));
  }
}
