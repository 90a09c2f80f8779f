/** How counting feeds the running differences between versions. */
package org.metapolicy.evidence.differences;
