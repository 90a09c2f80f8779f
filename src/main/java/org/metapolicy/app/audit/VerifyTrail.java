package org.metapolicy.app.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.metapolicy.app.trust.ComputePci;
import org.metapolicy.app.trust.TrustConfig;
import org.metapolicy.evidence.CountedEvidence;
import org.metapolicy.evidence.EvidenceBase;
import org.metapolicy.evidence.FamilyTotals;
import org.metapolicy.evidence.Recount;
import org.metapolicy.evidence.StoredTrust;
import org.metapolicy.evidence.tabulation.StoredTable;
import org.metapolicy.evidence.tabulation.Tabulations;
import org.metapolicy.governance.Proposals;
import org.metapolicy.policy.Identifier;
import org.metapolicy.policy.MetapolicyException.Conflict;
import org.metapolicy.policy.MetapolicyException.InvalidInput;
import org.metapolicy.selection.token.RecordedDecisions;
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
    private final Trail trail;
    private final ObservedStates observed;
    private final CountedEvidence counted;
    private final Proposals proposals;
    private final Tabulations tabulations;
    private final RecordedDecisions decisions;

    public VerifyTrail(
            Trail trail,
            ObservedStates observed,
            CountedEvidence counted,
            Proposals proposals,
            Tabulations tabulations,
            RecordedDecisions decisions) {
        this.trail = trail;
        this.observed = observed;
        this.counted = counted;
        this.proposals = proposals;
        this.tabulations = tabulations;
        this.decisions = decisions;
    }

    /**
     * Verifies a chain.
     *
     * @param familyId null for the chain of the graph's own settings
     * @throws InvalidInput if the graph's own settings are to be counted again
     */
    public TrailVerdict run(String familyId, VerifyOptions options) {
        Chain chain = Chain.of(familyId == null ? null : Identifier.require("meta-policy id", familyId));
        if (options.recount() && familyId == null) {
            throw new InvalidInput("options.recount is true: the graph's own settings have no evidence to count again");
        }
        List<StoredEvent> events = trail.events(chain);
        TrailVerdict verdict = verdict(chain, events, options.expectedHead().orElse(null));
        return verdict.ok() && familyId != null
                ? problem(familyId, events, options.recount())
                        .map(problem -> TrailVerdict.differs(verdict.events(), problem))
                        .orElse(verdict)
                : verdict;
    }

    private Optional<String> problem(String familyId, List<StoredEvent> events, boolean recount) {
        try {
            return new ProposalCheck(events)
                    .problem(proposals.ofFamily(familyId))
                    .or(() -> evidenceProblem(familyId, new SettingsHistory(events), recount))
                    .or(() -> new TableCheck(events).problem(tabulations.of(familyId)))
                    .or(() -> recount ? new DecisionCheck(decisions).problem(familyId) : Optional.empty());
        } catch (InvalidInput | Conflict unreadable) {
            // As below: what the product writes can be read.
            return Optional.of(unreadable.getMessage());
        }
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

    private Optional<String> evidenceProblem(String familyId, SettingsHistory history, boolean whole) {
        EvidenceCheck check = new EvidenceCheck(history);
        ContextSnapshotCheck inContexts = new ContextSnapshotCheck(history);
        StoredTable table = tabulations.of(familyId);
        FamilyTotals totals = counted.totals(familyId);
        LastRefreshCheck refreshed = new LastRefreshCheck(history, table, totals);
        Optional<String> problem = EvidenceBase.problem(counted.changes(familyId), counted.base(familyId))
                .or(() -> first(familyId, check::problem))
                .or(() -> first(familyId, refreshed::problem))
                .or(() -> first(familyId, trust -> inContexts.problem(trust, table, totals.counted())));
        if (problem.isPresent() || !whole) {
            return problem;
        }
        Recount recount = ComputePci.recount(counted, familyId, TrustConfig.NONE);
        RecountCheck recounted = new RecountCheck(recount, history);
        return first(familyId, recounted::problem)
                .or(() -> first(familyId, trust -> inContexts.problem(trust, recount)))
                .or(() -> first(familyId, trust -> recounted.problem(trust, counted.people(trust.versionId()))))
                .or(() -> recounted.differences(counted.differences(familyId)))
                .or(() -> recounted.problem(totals))
                .or(() -> RecountCheck.problem(counted.overlooked(familyId)));
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
}
