/** Trust where and for whom: what a version's own evidence says of it in one context. Pure. */
package org.metapolicy.trust.local;
