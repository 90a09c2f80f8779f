/** What may be said of a version beside the default before it is promoted: the same contexts, and at any time. */
package org.metapolicy.governance.comparable;
