package org.metapolicy.evidence;

/**
 * The running states of one version as texts; empty where there is nothing.
 *
 * @param live of what it decided
 * @param shadow of what it was suggested for
 */
public record SavedStates(String live, String shadow) {}
