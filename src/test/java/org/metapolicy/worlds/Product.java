package org.metapolicy.worlds;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import org.metapolicy.noetic.Awareness;
import org.metapolicy.noetic.MetaContext;
import org.metapolicy.policy.FamilyStatus;
import org.metapolicy.policy.Mode;
import org.metapolicy.policy.RiskTier;
import org.metapolicy.policy.Setting;
import org.metapolicy.policy.Settings;
import org.metapolicy.policy.VersionStatus;
import org.metapolicy.selection.Candidates;
import org.metapolicy.selection.Decision;
import org.metapolicy.selection.Evidence;
import org.metapolicy.selection.Selector;
import org.metapolicy.selection.VersionStanding;
import org.metapolicy.trust.EpisodeFacts;
import org.metapolicy.trust.Factor;
import org.metapolicy.trust.FactorRanges;
import org.metapolicy.trust.KnownTrust;
import org.metapolicy.trust.Observation;
import org.metapolicy.trust.TrustEstimate;
import org.metapolicy.trust.Variable;
import org.metapolicy.trust.VersionEvidence;
import org.metapolicy.trust.context.ContextHistory;
import org.metapolicy.trust.context.InContext;
import org.metapolicy.trust.context.Prospect;
import org.metapolicy.trust.context.Prospects;
import org.metapolicy.trust.local.ContextTrust;
import org.metapolicy.worlds.World.Outcome;

/** The product's own selection: its evidence, its trust, its table and its choice, every version LIVE, the first the default. */
public final class Product implements Chooser {
    /** Every signal known, none asks for care: STANDARD. */
    private static final MetaContext CALM = new MetaContext(0.6, 0.0, 0.0, 0.1, Awareness.FULL);

    private final Settings settings;
    private final Parts parts;
    private final SplittableRandom random;
    private final int contexts;
    private final List<VersionEvidence> evidence = new ArrayList<>();
    private final List<ContextHistory> ungated = new ArrayList<>();
    private final List<Evidence> figures = new ArrayList<>();
    private final List<Map<String, InContext>> trust = new ArrayList<>();
    private Prospects prospects;
    private Candidates[] families;
    private final List<TrustEstimate> estimates = new ArrayList<>();
    private final List<Long> estimatedAt = new ArrayList<>();
    private long resolved;
    private String fallback;

    /**
     * What may be taken away.
     *
     * @param gate whether overrides and flags count in the table; without them the gate stays open
     * @param guardrails whether who gave alarm is out
     * @param contexts whether contexts are told apart
     */
    public record Parts(boolean gate, boolean guardrails, boolean contexts) {
        public static final Parts ALL = new Parts(true, true, true);
    }

    /** @param gated whether overrides and flags count in the table; without them the gate stays open */
    Product(World world, Settings settings, boolean gated, SplittableRandom random) {
        this(world, settings, new Parts(gated, true, true), random);
    }

    public Product(Nature world, Settings settings, Parts parts, SplittableRandom random) {
        this.settings = settings;
        this.parts = parts;
        this.random = random;
        this.contexts = parts.contexts() ? world.contexts() : 1;
        for (int v = 0; v < world.versions(); v++) {
            evidence.add(VersionEvidence.empty());
            ungated.add(new ContextHistory());
            trust.add(Map.of());
            estimates.add(null);
            estimatedAt.add(-1L);
            figures.add(new Evidence(null, null, null, 0, 0, 0, null, false));
        }
        stand();
    }

    /** With the default to fall back on where nobody is eligible, as an ACTIVE family must have one. */
    public Product withFallback() {
        fallback = "v0";
        stand();
        return this;
    }

    @Override
    public int choose(int context) {
        int version = choose(context, CALM);
        return version < 0 ? 0 : version;
    }

    /** The version that is served under these signals, negative where nobody acts. */
    public int choose(int context, MetaContext signals) {
        Decision decision = decide(context, signals, random);
        return decision.served() == null
                ? -1
                : Integer.parseInt(decision.served().id().substring(1));
    }

    /** What is decided under these signals, by this chance. */
    public Decision decide(int context, MetaContext signals, RandomGenerator chance) {
        return Selector.decide(families[contexts == 1 ? 0 : context], signals, () -> false, chance);
    }

    /** The probability of each version in a context; they sum to 1, as the first takes what is left to nobody. */
    double[] shares(int context) {
        Decision decision = decide(context, CALM, random);
        double[] shares = new double[figures.size()];
        decision.considered()
                .forEach(one -> shares[
                                one.version() == null
                                        ? 0
                                        : Integer.parseInt(one.version().id().substring(1))] +=
                        one.propensity());
        return shares;
    }

    @Override
    public void see(int version, int context, Outcome outcome) {
        see(version, context, null, outcome);
    }

    /** @param highPotency whether a segment of high potency was touched; null where none was named */
    public void see(int version, int context, Boolean highPotency, Outcome outcome) {
        Map<Variable, Double> measures = new EnumMap<>(Variable.class);
        measures.put(Variable.REWARD, outcome.reward());
        String cluster = contexts == 1 ? null : "c" + context;
        evidence.get(version)
                .count(
                        new Observation(
                                new EpisodeFacts(
                                        outcome.overridden(),
                                        cluster,
                                        highPotency,
                                        null,
                                        Instant.ofEpochSecond(resolved)),
                                true,
                                measures,
                                outcome.flag()),
                        settings,
                        contexts);
        ungated.get(version).status(cluster, false, 800);
        ungated.get(version).outcome(cluster, false, outcome.overridden() ? null : outcome.reward(), null, 800);
        resolved++;
    }

    @Override
    public void refresh() {
        Map<String, ContextHistory> histories = new TreeMap<>();
        TreeSet<String> rivals = new TreeSet<>();
        for (int v = 0; v < figures.size(); v++) {
            VersionEvidence own = evidence.get(v);
            histories.put("v" + v, parts.gate() ? own.history() : ungated.get(v));
            if (!alarmed(own)) {
                rivals.add("v" + v);
            }
            if (estimatedAt.get(v) != own.nTotal()) {
                estimates.set(v, own.estimate(settings, contexts));
                estimatedAt.set(v, own.nTotal());
                trust.set(v, ContextTrust.of(estimates.get(v), own.history(), settings));
            }
        }
        for (int v = 0; v < figures.size(); v++) {
            figures.set(v, judged(evidence.get(v), estimates.get(v)));
        }
        prospects = Prospects.of(histories, rivals);
        stand();
    }

    private boolean alarmed(VersionEvidence own) {
        return parts.guardrails() && own.alarmed();
    }

    /** On the ranges that {@code normalization} names. */
    private TrustEstimate shown(VersionEvidence own, TrustEstimate estimate) {
        if (settings.choice(Setting.NORMALIZATION).equals("REFERENCE")) {
            return estimate;
        }
        return own.estimate(
                settings,
                contexts,
                FactorRanges.minMax(
                        estimates.stream().map(one -> one.pci().raw()).toList()));
    }

    private Evidence judged(VersionEvidence own, TrustEstimate estimate) {
        var windows = own.trustWindows(settings);
        return new Evidence(
                estimate.pci().value(),
                estimate.bounds().lower(),
                estimate.pci().raw().missing(Factor.SAFETY)
                        ? null
                        : estimate.pci().normalised().get(Factor.SAFETY),
                windows.n(),
                own.nSinceResume(),
                own.nTotal(),
                windows.reward().average().isPresent()
                        ? windows.reward().average().getAsDouble()
                        : null,
                alarmed(own),
                KnownTrust.of(estimate, shown(own, estimate)),
                null);
    }

    /** The family as a decision in each context reads it. */
    private void stand() {
        families = new Candidates[contexts];
        for (int c = 0; c < contexts; c++) {
            List<VersionStanding> versions = new ArrayList<>();
            for (int v = 0; v < figures.size(); v++) {
                versions.add(new VersionStanding(
                        "v" + v,
                        VersionStatus.LIVE,
                        true,
                        figures.get(v)
                                .expecting(
                                        prospect("v" + v, "c" + c), trust.get(v).get("c" + c))));
            }
            families[c] = new Candidates(
                    "m",
                    FamilyStatus.ACTIVE,
                    Mode.ACTIVE,
                    RiskTier.SAFE,
                    false,
                    settings,
                    resolved,
                    "v0",
                    fallback,
                    versions);
        }
    }

    private Prospect prospect(String version, String cluster) {
        return prospects == null
                ? null
                : prospects.byCluster(version).getOrDefault(cluster, prospects.overall(version));
    }
}
