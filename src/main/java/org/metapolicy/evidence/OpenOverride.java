package org.metapolicy.evidence;

/**
 * An overridden episode without an outcome.
 *
 * @param elementId the database's handle of the episode
 * @param episode the episode
 */
public record OpenOverride(String elementId, WrittenEpisode episode) {}
