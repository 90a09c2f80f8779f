/**
 * Builds use cases from what the database injects, one class per wing of {@code app}. With {@code graph} itself, the only
 * package that depends on {@code graph}.
 */
package org.metapolicy.wiring;
