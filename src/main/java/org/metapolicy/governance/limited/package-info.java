/** Promotion in some contexts alone: whether the evidence of a context carries it. */
package org.metapolicy.governance.limited;
