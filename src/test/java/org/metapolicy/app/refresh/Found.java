package org.metapolicy.app.refresh;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.metapolicy.app.refresh.FamilyGovernor.Findings;
import org.metapolicy.governance.JudgedVersion;
import org.metapolicy.governance.JudgedVersion.Evidence;
import org.metapolicy.governance.comparable.RunningComparisons;
import org.metapolicy.testing.memory.OwnDecisions;
import org.metapolicy.trust.TrustJudgement;

/** What a refresh finds of versions that earn .3, "now" and "v" of which have decided 400 times each. */
final class Found {
    private Found() {}

    static Findings of(
            Map<String, Evidence> judged, Map<String, Evidence> shadows, Set<String> corrected, boolean last) {
        return new Findings(
                judgements(judged),
                judgements(shadows),
                corrected,
                Map.of(),
                Map.of(),
                Map.of(),
                new RunningComparisons(OwnDecisions.of(Map.of("now", 0.3, "v", 0.3), 400)),
                Map.of(),
                last);
    }

    private static Map<String, TrustJudgement> judgements(Map<String, Evidence> evidence) {
        Map<String, TrustJudgement> judgements = new TreeMap<>();
        evidence.forEach((id, one) -> judgements.put(id, JudgedVersion.judgement(one, 0.3)));
        return judgements;
    }
}
