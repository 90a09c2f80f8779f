/**
 * What a version's evidence says of whom it decided for: sums of each person's last episodes, kept beside the version's
 * running evidence and counted with it (specification, section 5.6).
 */
package org.metapolicy.evidence.people;
