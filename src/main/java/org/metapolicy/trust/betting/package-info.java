/** Betting on bounded means: what evidence against a limit is made of, whatever the limit is about. */
package org.metapolicy.trust.betting;
