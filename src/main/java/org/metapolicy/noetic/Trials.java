package org.metapolicy.noetic;

import java.util.Optional;

/** Where trials are found. */
public interface Trials {
    /** The trial or group's trial with this id. */
    Optional<TrialReading> find(String trialId);

    /** The same, held so that nobody else steps with it before this transaction ends. */
    Optional<TrialReading> hold(String trialId);
}
