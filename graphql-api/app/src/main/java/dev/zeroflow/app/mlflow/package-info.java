/** The API of MLflow's tracking server: what its unmodified clients send and expect. */
@NullMarked
package dev.zeroflow.app.mlflow;

import org.jspecify.annotations.NullMarked;
