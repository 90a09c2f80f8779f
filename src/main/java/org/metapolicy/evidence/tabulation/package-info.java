/**
 * What selection goes by, tabulated from the running evidence of a family's versions at each refresh, and held against it
 * when a trail is verified (specification, sections 7.5 and 8.4).
 */
package org.metapolicy.evidence.tabulation;
