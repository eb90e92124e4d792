/** What a function is as a Knative Service. Pure. */
@NullMarked
package dev.zeroflow.knative.cluster.service;

import org.jspecify.annotations.NullMarked;
