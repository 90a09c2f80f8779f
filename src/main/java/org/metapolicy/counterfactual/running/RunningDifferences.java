package org.metapolicy.counterfactual.running;

import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.metapolicy.counterfactual.OutcomeModel;
import org.metapolicy.policy.MetapolicyException.Conflict;

/**
 * A family's running comparison of each version with the default, fed with each outcome and status that counts, in that order.
 *
 * <p>Two ways, which share nothing: {@link Difference}, from decisions whose record tells what both would have done, about the
 * default of those decisions, and anew once it is another or the shares of decisions contradict their propensities; and {@link OwnOutcomes}, from whatever a version decided itself. The
 * same calls in the same order give the same state to the last bit. Of {@link #VERSIONS_MAX} versions at most.
 */
public final class RunningDifferences {
    static final int VERSIONS_MAX = 64;

    private final OutcomeModel model;
    private final SortedMap<String, Difference> differences;
    private final SortedMap<String, OwnOutcomes> rewards;
    private final SortedMap<String, OwnOutcomes> overrides;
    private final ContextMeans rewardMeans;
    private final ContextMeans overrideMeans;
    private final ServedShares shares;
    private final OffPolicyWatches watches;
    private final long lackingAfter;
    private Since since;

    RunningDifferences(
            OutcomeModel model,
            SortedMap<String, Difference> differences,
            SortedMap<String, OwnOutcomes> rewards,
            SortedMap<String, OwnOutcomes> overrides,
            ContextMeans rewardMeans,
            ContextMeans overrideMeans,
            ServedShares shares,
            OffPolicyWatches watches,
            long lackingAfter,
            Since since) {
        this.model = model;
        this.differences = differences;
        this.rewards = rewards;
        this.overrides = overrides;
        this.rewardMeans = rewardMeans;
        this.overrideMeans = overrideMeans;
        this.shares = shares;
        this.watches = watches;
        this.lackingAfter = lackingAfter;
        this.since = since;
    }

    /** Begins after the evidence of this number. */
    public static RunningDifferences after(long counted) {
        return new RunningDifferences(
                new OutcomeModel(),
                new TreeMap<>(),
                new TreeMap<>(),
                new TreeMap<>(),
                new ContextMeans(),
                new ContextMeans(),
                ServedShares.after(counted),
                OffPolicyWatches.after(counted),
                counted,
                Since.after(counted));
    }

    /** The same, of which each part begins where that of another does, if that is after the evidence of this number. */
    public RunningDifferences beginningAs(Begun other, long start) {
        return new RunningDifferences(
                model,
                differences,
                rewards,
                overrides,
                rewardMeans,
                overrideMeans,
                other.shares() > start ? ServedShares.after(other.shares()) : shares,
                other.watches() > start ? OffPolicyWatches.after(other.watches()) : watches,
                other.lacking() > start ? other.lacking() : lackingAfter,
                since);
    }

    Begun begun() {
        return new Begun(since.counted(), shares.counted(), watches.counted(), lackingAfter);
    }

    /** The guardrails of versions by what they would have done. */
    public OffPolicyWatches watches() {
        return watches;
    }

    /** The number of the last evidence that it does not know. */
    public long counted() {
        return since.counted();
    }

    /**
     * Takes an outcome.
     *
     * @param versionId who decided
     * @param cluster null where the situation has none
     * @param outcome the reward on the unit scale
     * @param decision empty where no readable record tells of it
     */
    public void outcome(String versionId, String cluster, double outcome, Optional<MadeDecision> decision) {
        own(rewards, rewardMeans, versionId, cluster, outcome);
        comparing(decision).ifPresent(made -> {
            if (isEvidence(made)) {
                Difference.Expected expected = does -> model.mean(cluster, does);
                forEach(made, (difference, arms) -> difference.take(arms.own, arms.standard, made, outcome, expected));
            }
            model.add(cluster, made.done(), outcome);
        });
    }

    /** Takes a status: whether what a version decided was overridden. */
    public void status(String versionId, String cluster, boolean overridden) {
        own(overrides, overrideMeans, versionId, cluster, overridden ? 1 : 0);
    }

    /**
     * Takes how an episode was decided that has a status now, in the order of statuses.
     *
     * @param number the number of the status
     * @param versionId who decided it
     * @param decision empty where no readable record tells of it
     */
    public void decided(long number, String versionId, Optional<MadeDecision> decision) {
        if (number > shares.counted()) {
            boolean warned = shares.isWarned();
            decision.filter(made -> !made.chances().isEmpty())
                    .ifPresent(made -> shares.take(versionId, made.chances()));
            if (shares.isWarned() != warned) {
                // What rests on propensities that decisions contradict is no evidence, nor is it any afterwards.
                differences.clear();
                since = since.anew();
            }
        }
    }

    /** Takes a decision whose status, of this number, counts before any outcome of it. */
    public void lacking(long number, Optional<MadeDecision> decision) {
        comparing(decision)
                .filter(made -> number > lackingAfter && isEvidence(made))
                .ifPresent(made ->
                        forEach(made, (difference, arms) -> difference.lacking().take(arms.own, arms.standard, made)));
    }

    /** Takes it back before its outcome, of this number, counts. */
    public void found(long number, Optional<MadeDecision> decision) {
        comparing(decision)
                .filter(made -> number > lackingAfter && since.isAbout(made) && !shares.isWarned())
                .ifPresent(made -> forEach(
                        made, (difference, arms) -> difference.lacking().takeBack(arms.own, arms.standard, made)));
    }

    private record Arms(MadeDecision.Arm own, MadeDecision.Arm standard) {}

    private static Optional<MadeDecision> comparing(Optional<MadeDecision> decision) {
        return decision.filter(made -> made.standard() != null && made.at() != null);
    }

    private void forEach(MadeDecision made, BiConsumer<Difference, Arms> taking) {
        made.arms().forEach((id, arm) -> {
            if (!id.equals(made.standard()) && isKept(differences, id)) {
                taking.accept(
                        differences.computeIfAbsent(id, one -> new Difference()),
                        new Arms(arm, made.arms().get(made.standard())));
            }
        });
    }

    /** Whether versions decide as often as decisions state. */
    public ServedShares.Reading shares() {
        return shares.reading();
    }

    /** Of decisions about the default whose shares do not contradict what they state; what comes next begins anew after others. */
    private boolean isEvidence(MadeDecision made) {
        Since before = since;
        since = since.with(made);
        if (!since.standard().equals(before.standard())) {
            differences.clear();
        }
        return since.isAbout(made) && !shares.isWarned();
    }

    private static void own(
            SortedMap<String, OwnOutcomes> versions,
            ContextMeans means,
            String versionId,
            String cluster,
            double value) {
        String context = means.name(cluster);
        if (isKept(versions, versionId)) {
            versions.computeIfAbsent(versionId, one -> new OwnOutcomes()).take(context, value, means.of(context));
        }
        means.add(context, value);
    }

    private static boolean isKept(SortedMap<String, ?> versions, String id) {
        return versions.containsKey(id) || versions.size() < VERSIONS_MAX;
    }

    /** What is known of a version beside the default now, where this share of decisions, in [0, 1], must be covered. */
    public Compared compare(String versionId, String standard, double coverageMin) {
        return new Comparing(this, versionId, standard).withDefault(coverageMin);
    }

    /** The same in one context; empty where not both have decided anything there, or it need not be the same of both. */
    public Optional<ComparedIn> compareIn(String versionId, String standard, String context) {
        return new Comparing(this, versionId, standard).in(context);
    }

    /** Empty where nothing is known of it, or the differences are about another default. */
    Optional<Difference> difference(String versionId, String standard) {
        return isAbout(standard) ? difference(versionId) : Optional.empty();
    }

    /** Beside whoever was the default in these decisions. */
    Optional<Difference> difference(String versionId) {
        // An earlier release went on with them.
        return Optional.ofNullable(differences.get(versionId)).filter(one -> !shares.isWarned());
    }

    boolean isAbout(String standard) {
        return standard.equals(since.standard());
    }

    Optional<OwnOutcomes> rewards(String versionId) {
        return Optional.ofNullable(rewards.get(versionId));
    }

    Optional<OwnOutcomes> overrides(String versionId) {
        return Optional.ofNullable(overrides.get(versionId));
    }

    /** Whether nothing was counted. */
    public boolean isEmpty() {
        return rewards.isEmpty() && overrides.isEmpty();
    }

    /** As it is stored; empty where nothing was counted. */
    public String text() {
        return isEmpty()
                ? ""
                : DifferencesCodec.write(new DifferencesCodec.Stored(
                        model,
                        differences,
                        rewards,
                        overrides,
                        rewardMeans,
                        overrideMeans,
                        shares,
                        watches,
                        lackingAfter,
                        since));
    }

    /** Likewise for going on: what cannot be read begins anew, so that no comparison stands in the way of a guardrail. */
    public static RunningDifferences goOn(String text, long counted) {
        try {
            return text.isEmpty() ? after(counted) : DifferencesCodec.read(text, counted);
        } catch (Conflict damaged) {
            // audit.verify names it until then; what begins anew holds as what began before.
            return after(counted);
        }
    }

    /** A stored text after a version was resumed; one that cannot be read as it is, for the next refresh to begin anew. */
    public static String watchingAnew(String text, String versionId) {
        try {
            RunningDifferences running = read(text, 0);
            if (running.watches.of(versionId).isEmpty()) {
                return text;
            }
            running.watches.resumed(versionId);
            return running.text();
        } catch (Conflict damaged) {
            return text;
        }
    }

    /**
     * Reads what {@link #text} gave.
     *
     * @param counted where nothing is stored yet, the number of the last evidence before what comes
     * @throws Conflict if it was changed into something else since
     */
    public static RunningDifferences read(String text, long counted) {
        return text.isEmpty() ? after(counted) : DifferencesCodec.read(text, counted);
    }
}
