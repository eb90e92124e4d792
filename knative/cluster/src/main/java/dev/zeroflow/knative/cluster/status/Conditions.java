package dev.zeroflow.knative.cluster.status;

import io.fabric8.knative.pkg.apis.Condition;
import java.util.List;
import java.util.Optional;

/** Conditions of Knative's objects by type. */
record Conditions(List<Condition> all) {
  Optional<Condition> find(String type) {
    return all.stream().filter(condition -> type.equals(condition.getType())).findFirst();
  }

  boolean isTrue(String type) {
    return find(type).filter(condition -> "True".equals(condition.getStatus())).isPresent();
  }

  /** The condition if it has failed; what is still unknown has not. */
  Optional<Condition> failed(String type) {
    return find(type).filter(condition -> "False".equals(condition.getStatus()));
  }
}
