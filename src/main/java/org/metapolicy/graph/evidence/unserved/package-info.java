/** What came of decisions in which nobody acted. */
package org.metapolicy.graph.evidence.unserved;
