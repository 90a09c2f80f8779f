/**
 * The words of the product: families, versions, their statuses, a family's settings, and what is wrong with an input.
 *
 * <p>Pure Java, at the bottom of the dependency order: every other package may use this one, and this one uses none of
 * them. See the specification's sections 2, 3 and 6.
 */
package org.metapolicy.policy;
