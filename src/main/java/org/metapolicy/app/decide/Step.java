package org.metapolicy.app.decide;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.metapolicy.noetic.MetaContextReport;
import org.metapolicy.noetic.TrialReading;
import org.metapolicy.noetic.Trials;
import org.metapolicy.noetic.VersionPolicies;
import org.metapolicy.noetic.VersionPolicy;
import org.metapolicy.policy.MetapolicyException.Conflict;
import org.metapolicy.policy.MetapolicyException.NotFound;
import org.metapolicy.policy.PassingFaults;
import org.metapolicy.policy.Setting;
import org.metapolicy.selection.Addressee;
import org.metapolicy.selection.Adjustment;
import org.metapolicy.selection.Adjustments;
import org.metapolicy.selection.Candidates;
import org.metapolicy.selection.Circumstances;
import org.metapolicy.selection.Considered;
import org.metapolicy.selection.Decision;
import org.metapolicy.selection.Draw;
import org.metapolicy.selection.EpisodeDraft;
import org.metapolicy.selection.Explorations;
import org.metapolicy.selection.Families;
import org.metapolicy.selection.FamilyScopes;
import org.metapolicy.selection.ScopeResolution;
import org.metapolicy.selection.SelectionContext;
import org.metapolicy.selection.Selector;
import org.metapolicy.selection.VersionStanding;

/**
 * The Noetic step N → S′ (specification, section 8): reads a trial's meta-context, decides, and records what was set for
 * the next stimulus, with its episode. Stepping again with the same trial gives what was recorded the first time.
 */
public final class Step {
    /** What the graph tells and keeps; one object, because a step needs all of it. */
    public record Memory(
            Trials trials,
            Families families,
            FamilyScopes scopes,
            VersionPolicies policies,
            Adjustments adjustments,
            Explorations explorations,
            PassingFaults faults) {}

    /** @param repeated whether the adjustment had been made before */
    public record Answer(Adjustment adjustment, boolean repeated) {}

    private final Memory memory;
    private final Clock clock;
    private final RandomGenerator random;

    /** @param random gives the seed of a decision whose context brings none */
    public Step(Memory memory, Clock clock, RandomGenerator random) {
        this.memory = memory;
        this.clock = clock;
        this.random = random;
    }

    /**
     * Decides and records, or finds what was recorded.
     *
     * @param metaPolicyId null to find the family by the scope of participant, group and task
     * @throws NotFound if trial or family do not exist, or nobody's scope holds them
     * @throws Conflict if what is recorded with the trial, or under the ids that a step would use, no step can have made
     */
    public Answer run(String metaPolicyId, String trialId, SelectionContext context) {
        TrialReading trial = memory.trials.hold(trialId).orElseThrow(() -> ReadMetaContext.missing(trialId));
        Optional<Adjustment> earlier = metaPolicyId == null
                ? memory.adjustments.findByScope(trialId)
                : memory.adjustments.find(metaPolicyId, trialId);
        if (earlier.isPresent()) {
            return repeated(earlier.get(), trialId);
        }
        String familyId = metaPolicyId == null ? byScope(trial, context) : metaPolicyId;
        Optional<Adjustment> named =
                metaPolicyId == null ? memory.adjustments.find(familyId, trialId) : Optional.empty();
        return named.map(adjustment -> repeated(adjustment, trialId))
                .orElseGet(() -> new Answer(decide(familyId, metaPolicyId == null, trial, context), false));
    }

    /** What was recorded the first time, unless another program wrote or changed it: then nobody is served by it. */
    private Answer repeated(Adjustment earlier, String trialId) {
        Stream.of(
                        earlier.problem(trialId),
                        unfit(earlier, earlier.versionId(), earlier.interventionId()),
                        unfit(earlier, earlier.suggestedVersionId(), earlier.suggestedInterventionId()))
                .flatMap(Optional::stream)
                .findFirst()
                .ifPresent(problem -> {
                    throw new Conflict("trial '" + trialId + "' has an adjustment '" + earlier.id()
                            + "' that no step of meta-policy '" + earlier.metaPolicyId() + "' can have made: " + problem
                            + "; look who wrote it, then delete it");
                });
        return new Answer(earlier, true);
    }

    private Optional<String> unfit(Adjustment earlier, String versionId, String interventionId) {
        if (versionId == null) {
            return Optional.ofNullable(interventionId).map(id -> "it has intervention '" + id + "' of no version");
        }
        if (!memory.adjustments.governs(earlier.metaPolicyId(), versionId)) {
            return Optional.of("its version '" + versionId + "' is none that the trail of the meta-policy tells of");
        }
        return interventionId == null || mayChoose(versionId, interventionId)
                ? Optional.empty()
                : Optional.of("its intervention '" + interventionId + "' is none of version '" + versionId + "'");
    }

    private boolean mayChoose(String versionId, String interventionId) {
        return memory.policies.find(versionId).stream()
                .flatMap(version -> version.options().stream())
                .anyMatch(option -> interventionId.equals(option.id()));
    }

    private Adjustment decide(String familyId, boolean byScope, TrialReading trial, SelectionContext context) {
        String participant = participant(trial, context);
        Candidates standing = memory.families
                .find(familyId, context.place(participant))
                .orElseThrow(() -> NotFound.metaPolicy(familyId));
        MetaContextReport report = MetaContextReport.of(trial, context.signals(), standing.settings());
        Addressee addressee = addressee(trial, context);
        Candidates family = standing.actingOn(report.loadedSegmentIds())
                .outside(ScopeResolution.outside(memory.scopes.of(familyId, addressee), addressee)
                        .orElse(null));
        new KnownSuggestions(memory.policies, memory.adjustments).require(familyId, context.suggestions());
        WouldDo wouldDo = new WouldDo(
                memory.policies,
                context.context(),
                context.suggestions(),
                report.signals().affectiveLoad(),
                family.settings());
        Instant time = trial.time() == null ? clock.instant() : trial.time();
        LocalDate day = time.atZone(ZoneOffset.UTC).toLocalDate();
        AtomicBoolean mayExplore = new AtomicBoolean();
        long seed = context.seed() == null ? random.nextLong() : context.seed();
        Decision decision = Selector.decide(
                family,
                report.signals(),
                () -> {
                    mayExplore.set(participant != null
                            && memory.explorations.count(familyId, participant, day)
                                    < family.settings().integer(Setting.EXPLORE_PARTICIPANT_MAX));
                    return mayExplore.get();
                },
                new SplittableRandom(seed));
        if (decision.draw() == Draw.EXPLORE && decision.suggested() == null) {
            memory.explorations.add(familyId, participant, day);
        }
        Optional<VersionPolicy> served = policy(decision.served());
        Optional<VersionPolicy> suggested = policy(decision.suggested());
        String intervention = served.flatMap(wouldDo::of).orElse(null);
        boolean episode = served.isPresent() || suggested.isPresent();
        Adjustment adjustment = new Adjustment(
                Adjustment.id(familyId, trial.id()),
                familyId,
                trial.id(),
                time,
                byScope,
                decision.kind().name(),
                served.map(VersionPolicy::versionId).orElse(null),
                suggested.map(VersionPolicy::versionId).orElse(null),
                decision.regime().regime().name(),
                decision.draw(),
                served.isEmpty() || decision.served().evidence() == null
                        ? null
                        : decision.served().evidence().trustScore(),
                decision.score() == null ? null : decision.score().total(),
                decision.propensity(),
                decision.reason(),
                decision.regime().missing(),
                report.sources(),
                decision.considered().stream().map(Considered::asMap).toList(),
                intervention,
                suggested.flatMap(wouldDo::of).orElse(null),
                episode ? Adjustment.episodeId(familyId, trial.id()) : null,
                new Circumstances(family, report.signals(), mayExplore.get(), seed),
                decision.choices(intervention, wouldDo.all(decision)));
        memory.adjustments.record(
                adjustment,
                new EpisodeDraft(
                        served.or(() -> suggested).map(VersionPolicy::policyId).orElse(null),
                        participant,
                        context.context(),
                        context.place().hash(),
                        context.contextCluster(),
                        report.rvSegmentIds(),
                        report.collectiveSegmentIds()));
        return adjustment;
    }

    /** What the caller does not say is what the trial says. */
    private static Addressee addressee(TrialReading trial, SelectionContext context) {
        return new Addressee(
                context.participantId() == null ? trial.participantId() : context.participantId(),
                context.groupId() == null ? trial.groupId() : context.groupId(),
                context.task() == null ? trial.task() : context.task());
    }

    private String byScope(TrialReading trial, SelectionContext context) {
        Addressee addressee = addressee(trial, context).sought();
        return new FamilyInScope(memory.scopes, memory.families, memory.faults)
                .find(addressee)
                .map(found -> found.family().id())
                .orElseThrow(() -> new NotFound("no meta-policy decides for " + addressee));
    }

    /** Who is counted for exploring: the participant, of a group's trial the group; null where neither is known. */
    private static String participant(TrialReading trial, SelectionContext context) {
        if (context.participantId() != null) {
            return context.participantId();
        }
        String group = context.groupId() == null ? trial.groupId() : context.groupId();
        return trial.group() ? group : trial.participantId();
    }

    private Optional<VersionPolicy> policy(VersionStanding version) {
        return version == null ? Optional.empty() : memory.policies.find(version.id());
    }
}
