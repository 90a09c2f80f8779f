package org.metapolicy.noetic;

import java.util.Optional;

/** Where the parameters and interventions of versions are found. */
public interface VersionPolicies {
    /** What is known of the version with this id. */
    Optional<VersionPolicy> find(String versionId);
}
