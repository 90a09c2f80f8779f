/** How far figures of two versions may lie apart. */
package org.metapolicy.trust.comparison;
