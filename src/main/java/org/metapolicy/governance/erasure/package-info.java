/** What is kept of a participant, and how it is forgotten while the sums and the trail that it entered stay. */
package org.metapolicy.governance.erasure;
