package org.metapolicy.governance;

/**
 * What a version is made of, as it stands in the graph.
 *
 * @param hyperparams canonical JSON text
 * @param parameters canonical JSON text
 * @param contextDim null where it has none
 */
public record VersionContents(String policyId, String tag, String hyperparams, String parameters, Long contextDim) {}
