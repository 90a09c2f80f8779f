/**
 * Which version of a family may act now, and why (specification, section 8): the regime that the meta-context allows, who
 * is eligible in it, their scores, the shares for versions that still need evidence, and the explained decision.
 *
 * <p>Pure Java: what is known of a family comes in through the port {@link org.metapolicy.selection.Families}, chance
 * through a generator that the caller seeds. Stands on {@code noetic} and {@code policy}.
 */
package org.metapolicy.selection;
