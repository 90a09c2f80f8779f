package org.metapolicy.trail;

import java.util.List;
import java.util.Optional;

/** The chains of events of one transaction. */
public interface Trail {
    /** The end of a chain that new events are bound to; it stands also where the last event was taken away by hand. */
    Head head(Chain chain);

    /** Adds an event at the end of its chain, linked to its version and its snapshot. */
    void append(GovernanceEvent event);

    /** A chain's events by seq. */
    List<StoredEvent> events(Chain chain);

    /** The last event of a chain that says what the settings are. */
    Optional<StoredEvent> lastSettings(Chain chain);

    /** Ids of the versions that were the family's default, the latest first, each once. */
    List<String> earlierDefaults(String familyId);
}
