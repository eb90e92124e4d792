package dev.zeroflow.app.api;

import graphql.ExecutionResult;
import graphql.execution.AbortExecutionException;
import graphql.execution.instrumentation.InstrumentationContext;
import graphql.execution.instrumentation.InstrumentationState;
import graphql.execution.instrumentation.SimpleInstrumentationContext;
import graphql.execution.instrumentation.SimplePerformantInstrumentation;
import graphql.execution.instrumentation.parameters.InstrumentationExecuteOperationParameters;
import graphql.language.Field;
import graphql.language.Node;
import org.jspecify.annotations.Nullable;

/** Refuses documents that ask for the same field under many names. */
final class AliasLimit extends SimplePerformantInstrumentation {
  /** Most aliases of a document. */
  static final int MAX_ALIASES = 30;

  @Override
  public @Nullable InstrumentationContext<ExecutionResult> beginExecuteOperation(
      InstrumentationExecuteOperationParameters operation, @Nullable InstrumentationState state) {
    int aliases = aliases(operation.getExecutionContext().getDocument());
    if (aliases > MAX_ALIASES) {
      throw new AbortExecutionException(
          "a request has at most %d aliases, not %d: send several requests"
              .formatted(MAX_ALIASES, aliases));
    }
    return SimpleInstrumentationContext.noOp();
  }

  /** How many fields have one; the parser limits how deep and how long the document is. */
  private static int aliases(Node<?> node) {
    int found = node instanceof Field field && field.getAlias() != null ? 1 : 0;
    for (Node<?> child : node.getChildren()) {
      found += aliases(child);
    }
    return found;
  }
}
