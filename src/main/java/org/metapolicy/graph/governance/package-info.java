/** Families, versions, proposals and the trail as nodes, read and written under locks. */
package org.metapolicy.graph.governance;
