/**
 * What the Noetic layer knows before the next stimulus, and how a version turns a context into an intervention
 * (specification, sections 2 and 8).
 *
 * <p>Pure Java. {@code selection} takes its signals from here; this package knows nothing of selection.
 */
package org.metapolicy.noetic;
