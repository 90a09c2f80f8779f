package org.metapolicy.evidence;

import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.metapolicy.counterfactual.running.Begun;
import org.metapolicy.counterfactual.running.RunningDifferences;
import org.metapolicy.evidence.differences.DifferenceCounter;
import org.metapolicy.evidence.people.VersionPeople;
import org.metapolicy.evidence.tabulation.ContextLooks;
import org.metapolicy.policy.MetapolicyException.Conflict;
import org.metapolicy.policy.Setting;
import org.metapolicy.policy.Settings;
import org.metapolicy.trust.Observation;
import org.metapolicy.trust.ObservationReading;
import org.metapolicy.trust.WatchedContexts;

/**
 * Counts a family's whole evidence anew, in the order in which it was counted the first time, with the trail's turns at
 * their places: the same states, figure by figure, unless the graph was changed behind counting's back. Where evidence was
 * erased it starts with what had been counted until then, and of what is left from before it counts how much stands.
 */
public final class Recount {
    private final Map<String, VersionTally> tallies = new TreeMap<>();
    private final Set<String> clusters = new LinkedHashSet<>();
    private Set<String> frozen = Set.of();
    private final PeopleRecount people;
    private final Iterator<CountingChange> changes;
    private CountingChange next;
    private Settings settings = Settings.defaults();
    private long counted;
    private long overridesEdited;
    private long leftOut;
    private long outcomesBefore;
    private long resolvedBefore;
    private final long start;
    private DifferenceCounter differences;
    private final ContextLooks looks = new ContextLooks();

    /** From the beginning, where nobody is suspended for anybody. */
    public Recount(List<CountingChange> changes) {
        this(changes, Optional.empty(), version -> VersionPeople.NOBODY);
    }

    /**
     * @param changes in the order of the trail
     * @param base what the last erasure among them left
     * @param standing what stands of a version's people
     * @throws Conflict if the base is not what that erasure says
     */
    public Recount(
            List<CountingChange> changes, Optional<EvidenceBase> base, Function<String, VersionPeople> standing) {
        EvidenceBase.problem(changes, base).ifPresent(problem -> {
            throw new Conflict("evidence cannot be counted again: " + problem + "; see metapolicy.audit.verify");
        });
        this.people = new PeopleRecount(changes, standing);
        this.changes = changes.iterator();
        this.start = base.map(EvidenceBase::counted).orElse(0L);
        this.differences = new DifferenceCounter(
                RunningDifferences.read(base.map(EvidenceBase::differences).orElse(""), start));
        advance();
        base.ifPresent(known -> {
            CountingChange erasure = EvidenceBase.last(changes).orElseThrow();
            while (next != erasure) {
                settings = next instanceof CountingChange.SettingsChanged changed ? changed.settings() : settings;
                if (next instanceof CountingChange.ContextsClustered clustered) {
                    frozen = new LinkedHashSet<>(clustered.clusters());
                }
                advance();
            }
            advance();
            startWith(known);
        });
    }

    private void startWith(EvidenceBase base) {
        counted = base.counted();
        outcomesBefore = base.erasedOutcomes();
        resolvedBefore = base.erasedResolved();
        clusters.addAll(base.clusters());
        base.states().forEach((id, saved) -> tallies.put(id, new VersionTally(id, RunningStates.of(id, saved))));
    }

    /** Begins the running differences where those that stand began, which may be later than the evidence did. */
    public Recount comparingAsIn(String differences) {
        Begun stands = Begun.of(differences);
        RunningDifferences begin = stands.differences() > start
                ? RunningDifferences.after(stands.differences())
                : this.differences.differences();
        this.differences = new DifferenceCounter(begin.beginningAs(stands, start));
        return this;
    }

    /** Counts one piece; numbers must rise. One whose outcome was edited into nonsense is left out. */
    public void count(StoredEvidence evidence) {
        people.count(evidence);
        if (evidence.number() <= start) {
            overridesEdited += evidence.overrideEdited() ? 1 : 0;
            outcomesBefore += evidence.figures() == null ? 0 : 1;
            resolvedBefore += evidence.figures() == null || !evidence.apart() && !evidence.late() ? 1 : 0;
            return;
        }
        turnUntil(evidence.number() - 1);
        counted = evidence.number();
        overridesEdited += evidence.overrideEdited() ? 1 : 0;
        if (evidence.episode().cluster() != null) {
            ContextClusters.know(
                    clusters, frozen, evidence.episode().cluster(), settings.integer(Setting.CLUSTERS_MAX));
        }
        if (evidence.apart()) {
            countApart(evidence);
        } else {
            countTogether(evidence);
        }
        compare(evidence);
    }

    private void compare(StoredEvidence evidence) {
        boolean withStatus = evidence.figures() == null || !evidence.apart() && !evidence.late();
        if (evidence.figures() != null
                && ObservationReading.of(evidence.episode(), evidence.figures(), settings)
                        instanceof ObservationReading.Valid valid) {
            differences.outcome(
                    evidence.number(),
                    evidence.versionId(),
                    valid.observation(),
                    evidence.decision(),
                    evidence.otherCounted(),
                    settings);
        } else if (evidence.figures() != null) {
            return;
        }
        if (withStatus) {
            differences.status(
                    evidence.number(),
                    evidence.versionId(),
                    evidence.episode().cluster(),
                    evidence.episode().overridden(),
                    evidence.decision(),
                    evidence.figures() != null || evidence.otherCounted(),
                    settings);
        }
    }

    private void countApart(StoredEvidence evidence) {
        VersionTally tally = tally(evidence.versionId());
        Optional<VersionTally> shadow =
                Optional.ofNullable(evidence.shadowVersionId()).map(this::tally);
        if (evidence.figures() == null) {
            tally.countStatus(evidence.episode(), settings, contexts());
            shadow.ifPresent(one -> one.shadow()
                    .countStatus(evidence.episode(), settings, contexts().ofFamily()));
        } else if (ObservationReading.of(evidence.episode(), evidence.figures(), settings)
                instanceof ObservationReading.Valid valid) {
            tally.countOutcome(valid.observation(), settings);
            shadow.ifPresent(one -> one.shadow().countOutcome(valid.observation(), settings));
        } else {
            tally.leaveOut();
        }
    }

    /** What was counted before statuses and outcomes had clocks of their own. */
    private void countTogether(StoredEvidence evidence) {
        VersionTally tally = tally(evidence.versionId());
        if (evidence.figures() == null) {
            tally.countOverride(Observation.timedOutOverride(evidence.override()), settings, contexts());
            return;
        }
        ObservationReading reading = ObservationReading.of(evidence.episode(), evidence.figures(), settings);
        if (!(reading instanceof ObservationReading.Valid valid)) {
            tally.leaveOut();
            leftOut += evidence.late() ? 0 : 1;
        } else if (evidence.late()) {
            tally.addLateFlag(valid.observation(), settings);
        } else {
            tally.count(valid.observation(), settings, contexts());
            if (evidence.shadowVersionId() != null) {
                tally(evidence.shadowVersionId()).countShadow(valid.observation(), settings, contexts());
            }
        }
    }

    /** Applies what the trail has after the last evidence; call it once, at the end. */
    public void finish() {
        people.finish();
        turnUntil(Long.MAX_VALUE);
    }

    /** Every version met, in the evidence or in the trail. */
    public Map<String, VersionTally> tallies() {
        return tallies;
    }

    /** The tally of a version; of none of its own, an empty one. */
    public VersionTally tally(String versionId) {
        return tallies.computeIfAbsent(versionId, id -> new VersionTally(id, RunningStates.empty()));
    }

    /** What was counted of people with a version. */
    public VersionPeople people(String versionId) {
        return people.ofVersion(versionId);
    }

    /** The running differences at the end. */
    public RunningDifferences differences() {
        return differences.differences();
    }

    /** The family's figures at the end. */
    public FamilyTotals totals() {
        return FamilyTotals.of(this);
    }

    /** Trust in context when snapshots of it were taken. */
    public ContextLooks looks() {
        return looks;
    }

    /** The clusters known at the end. */
    public Set<String> clusters() {
        return clusters;
    }

    /** What coverage is measured against at the end. */
    public FamilyContexts contexts() {
        return new FamilyContexts(frozen, clusters);
    }

    /** Episodes that were resolved by an outcome which was edited into nonsense since. */
    long leftOut() {
        return leftOut;
    }

    /** Counted outcomes from before the base, erased ones included. */
    long outcomesBefore() {
        return outcomesBefore;
    }

    long resolvedBefore() {
        return resolvedBefore;
    }

    /** The number of the last evidence; 0 where there is none. */
    long counted() {
        return counted;
    }

    /** Episodes whose human_override was edited after it had been counted. */
    public long overridesEdited() {
        return overridesEdited;
    }

    private void turnUntil(long number) {
        while (next != null && next.counted() <= number) {
            apply(next);
            advance();
        }
    }

    private void apply(CountingChange change) {
        if (change instanceof CountingChange.SettingsChanged changed) {
            settings = changed.settings();
        } else if (change instanceof CountingChange.Resumed resumed) {
            tally(resumed.versionId()).evidence().restart();
            tally(resumed.versionId()).shadow().restart();
            differences.differences().watches().resumed(resumed.versionId());
        } else if (change instanceof CountingChange.Looked looked) {
            looks.look(looked.moment(), tallies.keySet(), id -> tally(id).trustInContexts(settings, contexts()));
        } else if (change instanceof CountingChange.ResumedIn resumed) {
            WatchedContexts.of(tally(resumed.versionId()).evidence()).resume(resumed.cluster());
        } else if (change instanceof CountingChange.Promoted promoted) {
            VersionTally tally = tally(promoted.versionId());
            if (promoted.byTheRuleOfBefore()) {
                tally.evidence().promotedByTheRuleOfBefore(tally.states().promotionBasis(), settings);
            } else {
                tally.evidence().promoted(tally.states().promotionBasis(), settings);
            }
        } else if (change instanceof CountingChange.ContextsClustered clustered) {
            clusters.clear();
            clusters.addAll(clustered.clusters());
            frozen = new LinkedHashSet<>(clustered.clusters());
            tallies.values().forEach(tally -> {
                tally.evidence().contextsMet().clear();
                WatchedContexts.of(tally.evidence()).forget();
            });
        }
    }

    private void advance() {
        next = changes.hasNext() ? changes.next() : null;
    }
}
