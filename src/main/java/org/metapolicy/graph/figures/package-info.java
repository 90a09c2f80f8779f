/** Versions' figures as decisions go by them: each version's own, and all of a family's together. */
package org.metapolicy.graph.figures;
