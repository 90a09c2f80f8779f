package org.metapolicy.evidence;

import java.util.Optional;

/**
 * What counting stores with each piece of evidence, so that a recount can replay it (specification, section 4).
 *
 * @param number its place in the order in which the family's evidence was counted, from 1
 * @param cluster the context cluster that it was given
 * @param otherCounted of an outcome, whether its episode's status counted before; of a status, whether an outcome did
 */
public record Counted(long number, Optional<String> cluster, boolean otherCounted) {}
