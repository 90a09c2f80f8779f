package org.metapolicy.governance.erasure;

import java.util.List;
import java.util.SortedMap;

/** What is kept of participants, in one transaction. */
public interface PersonalData {
    /** Ids of the families that have a trail, in the order in which they are locked. */
    List<String> families();

    /**
     * Whatever is kept of a participant, locked until the transaction ends; empty of all where nothing is.
     *
     * @param participantId as the application gave it
     */
    Person find(String participantId);

    /** What was found of one. */
    interface Person {
        Holdings holdings();

        /** The names by which trails know them where versions are suspended for them, by the family's id. */
        SortedMap<String, List<String>> suspensions();

        /**
         * Deletes their episodes, outcomes and counts of exploration, and puts pseudonyms into their adjustments, which nothing
         * leads to from then on, and into what was recorded of others.
         */
        Mentions remove(Redaction names);
    }

    /**
     * Others' episodes, outcomes, adjustments and preferences that named somebody.
     *
     * @param replaced those in which a pseudonym stands since
     * @param left those that name them still, in an id of their own or of what was done
     */
    record Mentions(long replaced, long left) {}
}
