/**
 * What crosses the wire between the control plane and a function.
 *
 * <p>Plain records with no framework: each side maps them with the JSON library that it has. Values
 * of parameters are JSON values: {@code String}, {@code Boolean}, {@code Long}, {@code Double},
 * {@code List}, {@code Map} with string keys, or {@code null}.
 */
@NullMarked
package dev.zeroflow.contract;

import org.jspecify.annotations.NullMarked;
