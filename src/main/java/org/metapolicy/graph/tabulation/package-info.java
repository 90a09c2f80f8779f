/** What selection goes by, read as it stands and made anew where a move changes what it rests on. */
package org.metapolicy.graph.tabulation;
