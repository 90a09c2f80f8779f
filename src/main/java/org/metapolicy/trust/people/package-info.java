/** Evidence that a version fails single participants, and whom it names (specification, section 6.9). Pure. */
package org.metapolicy.trust.people;
