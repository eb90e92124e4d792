/**
 * What Zeroflow remembers about runs, artifacts, lineage, models and triggers: values, rules and
 * small ports, with no framework. One package per feature.
 */
@NullMarked
package dev.zeroflow.metadata;

import org.jspecify.annotations.NullMarked;
