/**
 * The use cases: one class per thing that a caller may want, each with one public method.
 *
 * <p>Stands on the domain packages and their ports; built by {@code wiring}, called by {@code procedure} and
 * {@code http}.
 */
package org.metapolicy.app;
