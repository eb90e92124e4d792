/** Runs samplers on known problems; the numbers are for people to hold against those of others. */
package dev.zeroflow.hpo.bench;
