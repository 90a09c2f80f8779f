/**
 * Simulated worlds in which versions of a family earn and are overridden, and ways of choosing between them side by side:
 * what selection is worth against what a user could take instead.
 */
package org.metapolicy.worlds;
