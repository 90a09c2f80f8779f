package org.metapolicy.evidence;

import java.util.Optional;

/**
 * What counting stores with each piece of evidence, so that a recount can replay it (specification, section 4).
 *
 * @param number its place in the order in which the family's evidence was counted, from 1
 * @param cluster the context cluster that it was given
 */
public record Counted(long number, Optional<String> cluster) {}
