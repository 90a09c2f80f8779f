package org.metapolicy.app.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.metapolicy.app.trust.ComputePci;
import org.metapolicy.app.trust.TrustConfig;
import org.metapolicy.evidence.CountedEvidence;
import org.metapolicy.evidence.StoredTrust;
import org.metapolicy.policy.Identifier;
import org.metapolicy.policy.MetapolicyException.Conflict;
import org.metapolicy.policy.MetapolicyException.InvalidInput;
import org.metapolicy.trail.ApproverHistory;
import org.metapolicy.trail.Chain;
import org.metapolicy.trail.Head;
import org.metapolicy.trail.ObservedStates;
import org.metapolicy.trail.StoredEvent;
import org.metapolicy.trail.Trail;
import org.metapolicy.trail.TrailCheck;
import org.metapolicy.trail.TrailVerdict;

/** Recomputes a trail and compares what it leads to, and the trust that it rests on, with the graph. */
public final class VerifyTrail {
    private static final String EXPECTED_HEAD = "expected_head";
    private static final String RECOUNT = "recount";

    private final Trail trail;
    private final ObservedStates observed;
    private final CountedEvidence counted;

    public VerifyTrail(Trail trail, ObservedStates observed, CountedEvidence counted) {
        this.trail = trail;
        this.observed = observed;
        this.counted = counted;
    }

    /**
     * Verifies a chain.
     *
     * @param familyId null for the chain of the graph's own settings
     * @param options expected_head: {seq, hash} as {@code metapolicy.audit.head} gave it; recount: whether the family's
     *     whole evidence is counted again and compared too
     */
    public TrailVerdict verify(String familyId, Map<String, Object> options) {
        Chain chain = Chain.of(familyId == null ? null : Identifier.require("meta-policy id", familyId));
        requireKnown(options);
        Head kept = head(options.get(EXPECTED_HEAD));
        boolean recount = recount(chain, options.getOrDefault(RECOUNT, false));
        List<StoredEvent> events = trail.events(chain);
        TrailVerdict verdict = verdict(chain, events, kept);
        return verdict.ok() && familyId != null
                ? evidenceProblem(familyId, new SettingsHistory(events), recount)
                        .map(problem -> TrailVerdict.differs(verdict.events(), problem))
                        .orElse(verdict)
                : verdict;
    }

    private TrailVerdict verdict(Chain chain, List<StoredEvent> events, Head kept) {
        ApproverHistory approvers = new ApproverHistory(trail.events(Chain.SETTINGS));
        try {
            TrailVerdict verdict = new TrailCheck(chain, events, approvers).verify(observed.observe(chain), kept);
            return verdict.ok() && chain.familyId() == null
                    ? approvers
                            .foreign(observed.lastEvents())
                            .map(problem -> TrailVerdict.differs(events.size(), problem))
                            .orElse(verdict)
                    : verdict;
        } catch (InvalidInput | Conflict unreadable) {
            // What stands in the graph has a form that no move of this product gives it.
            return TrailVerdict.differs(events.size(), unreadable.getMessage());
        }
    }

    private Optional<String> evidenceProblem(String familyId, SettingsHistory history, boolean recount) {
        EvidenceCheck check = new EvidenceCheck(history);
        Optional<String> problem = first(familyId, check::problem);
        if (problem.isPresent() || !recount) {
            return problem;
        }
        RecountCheck recounted =
                new RecountCheck(ComputePci.recount(counted, familyId, TrustConfig.of(Map.of())), history);
        return first(familyId, recounted::problem).or(() -> recounted.problem(counted.totals(familyId)));
    }

    private Optional<String> first(String familyId, Function<StoredTrust, Optional<String>> check) {
        List<String> problems = new ArrayList<>();
        counted.forEachTrust(familyId, trust -> {
            if (problems.isEmpty()) {
                check.apply(trust).ifPresent(problems::add);
            }
        });
        return problems.stream().findFirst();
    }

    private static void requireKnown(Map<String, Object> options) {
        for (String key : options.keySet()) {
            if (!key.equals(EXPECTED_HEAD) && !key.equals(RECOUNT)) {
                throw new InvalidInput("unknown option '" + key + "': known are " + EXPECTED_HEAD + ", " + RECOUNT);
            }
        }
    }

    private static boolean recount(Chain chain, Object value) {
        if (!(value instanceof Boolean recount)) {
            throw new InvalidInput(RECOUNT + " is " + value + ": it must be true or false");
        }
        if (recount && chain.familyId() == null) {
            throw new InvalidInput(RECOUNT + " is true: the graph's own settings have no evidence to count again");
        }
        return recount;
    }

    private static Head head(Object value) {
        if (value == null) {
            return null;
        }
        if (value instanceof Map<?, ?> map
                && map.get("seq") instanceof Long seq
                && seq >= 0
                && map.get("hash") instanceof String hash) {
            return new Head(seq, hash);
        }
        throw new InvalidInput(
                EXPECTED_HEAD + " is " + value + ": it must be {seq, hash} as metapolicy.audit.head gives it");
    }
}
