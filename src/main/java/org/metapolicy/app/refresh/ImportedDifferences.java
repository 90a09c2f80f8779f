package org.metapolicy.app.refresh;

import org.metapolicy.counterfactual.running.RunningDifferences;
import org.metapolicy.evidence.exchange.CountedElsewhere;
import org.metapolicy.evidence.exchange.HandedOut;
import org.metapolicy.policy.MetapolicyException.Conflict;
import org.metapolicy.policy.MetapolicyException.InvalidInput;

/** How versions compare by what was counted elsewhere, as it came in. */
final class ImportedDifferences {
    private ImportedDifferences() {}

    /**
     * Reads them; where none came in and none were handed out, as of a job of an earlier release, there are none.
     *
     * @throws InvalidInput if they cannot be read, or do not go on from what was handed out
     */
    static RunningDifferences of(CountedElsewhere counted, HandedOut before) {
        RunningDifferences known = RunningDifferences.goOn(before.differences(), before.counted());
        if (counted.differences().isEmpty()) {
            if (!known.isEmpty()) {
                throw new InvalidInput("states.differences is missing, and the evidence that was counted from has some:"
                        + " use the job of the plugin's version, which goes on from them");
            }
            return known;
        }
        RunningDifferences come = read(counted);
        if (come.counted() != known.counted()) {
            throw new InvalidInput("states.differences begin after the evidence with number " + come.counted()
                    + ", and those that were counted from after " + known.counted()
                    + ": they must be what the job made of the evidence handed out");
        }
        return come;
    }

    private static RunningDifferences read(CountedElsewhere counted) {
        try {
            return RunningDifferences.read(counted.differences(), 0);
        } catch (Conflict damaged) {
            throw new InvalidInput("states.differences cannot be read: they must be the text that the job wrote");
        }
    }
}
