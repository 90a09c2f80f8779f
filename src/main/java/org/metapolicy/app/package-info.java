/**
 * The use cases: one class per thing that a caller may want, each with one public method, in a wing per kind of wish.
 *
 * <p>Stands on the domain packages and their ports; built by {@code wiring}, called by {@code procedure} and {@code http}.
 * {@code decide} serves decisions, {@code record} takes evidence, {@code refresh} counts, judges and acts, {@code moves}
 * is what people do, {@code trust}, {@code audit} and {@code report} read.
 */
package org.metapolicy.app;
