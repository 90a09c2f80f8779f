/** Whom episodes were for, and how far figures of some people or sessions may lie from those of others. */
package org.metapolicy.trust.unit;
