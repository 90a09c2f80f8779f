package org.metapolicy.counterfactual;

import java.util.List;
import java.util.function.Consumer;
import org.metapolicy.policy.MetapolicyException.Conflict;
import org.metapolicy.policy.MetapolicyException.NotFound;
import org.metapolicy.policy.Settings;

/** The decisions of a family, whoever recorded them. */
public interface LoggedDecisions {
    /**
     * The log of a version's family.
     *
     * @throws NotFound if there is no such version
     * @throws Conflict if it belongs to no single family
     */
    DecisionLog familyOf(String versionId);

    /**
     * The log of a family, which may have no version whose id is a text.
     *
     * @throws NotFound if there is no such family
     */
    DecisionLog of(String familyId);

    /** One family's decisions. */
    interface DecisionLog {
        String familyId();

        Settings settings();

        /** The centroids that the family froze, in the order of their names; empty where it has none. */
        List<double[]> centroids();

        /**
         * Gives every decision once, by time and then by id, those without a readable time last; the same ones in the same
         * order however often it is asked.
         *
         * @param judged the versions whose choices are to be read
         */
        void forEach(List<String> judged, Consumer<StoredDecision> reader);
    }
}
