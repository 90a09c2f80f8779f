/** What the versions that a decision considered would have done. */
package org.metapolicy.selection.choice;
