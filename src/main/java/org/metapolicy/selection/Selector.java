package org.metapolicy.selection;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;
import org.metapolicy.noetic.MetaContext;
import org.metapolicy.policy.FamilyStatus;
import org.metapolicy.policy.Mode;
import org.metapolicy.policy.Setting;

/** The choice of a version, or of none (specification, section 8). */
public final class Selector {
    private final Candidates family;
    private final RegimeDecision regime;
    private final List<Assessed> assessed;
    private final SafetyGate gate;
    private final Rule rule;
    private final boolean explained;

    /** @param explained whether with scores where the choice does not need them, and with what was considered */
    private Selector(Candidates family, RegimeDecision regime, boolean explained) {
        this.family = family;
        this.regime = regime;
        this.explained = explained;
        List<VersionStanding> versions = new ArrayList<>(family.versions());
        versions.sort(Comparator.comparing(VersionStanding::id));
        List<Eligibility> eligibility = new ArrayList<>(versions.size());
        List<Evidence> compared = new ArrayList<>(versions.size());
        for (VersionStanding version : versions) {
            Eligibility one = Eligibility.of(version, family, regime.regime());
            eligibility.add(one);
            if (one.byMerit()) {
                compared.add(version.evidence());
            }
        }
        boolean byValue = family.byValue();
        boolean scored = explained || !byValue;
        CommonFactors common = scored ? CommonFactors.of(compared) : null;
        double tried = Math.log1p(family.resolved());
        this.assessed = new ArrayList<>(versions.size());
        for (int i = 0; i < versions.size(); i++) {
            VersionStanding version = versions.get(i);
            assessed.add(new Assessed(
                    version,
                    eligibility.get(i),
                    !scored || version.evidence() == null
                            ? null
                            : Score.of(version.evidence(), family.settings(), common, tried)));
        }
        this.gate = SafetyGate.of(family, assessed);
        this.rule = byValue ? new ValueRule(family, assessed, gate) : new TrustRule(family, assessed, gate);
    }

    /**
     * Decides.
     *
     * @param explore whether candidates may be reached; asked only where the regime and the family have any to reach
     * @param random asked for at most one number
     */
    public static Decision decide(
            Candidates family, MetaContext signals, BooleanSupplier explore, RandomGenerator random) {
        return decide(family, signals, explore, random, true);
    }

    /** The same decision without what was considered: {@link Decision#considered} is empty. */
    public static Decision choose(
            Candidates family, MetaContext signals, BooleanSupplier explore, RandomGenerator random) {
        return decide(family, signals, explore, random, false);
    }

    private static Decision decide(
            Candidates family,
            MetaContext signals,
            BooleanSupplier explore,
            RandomGenerator random,
            boolean explained) {
        RegimeDecision regime = RegimeRules.decide(
                new Situation(signals, family.riskTier(), family.highAffectApproved(), family.settings()));
        Selector selector = new Selector(family, regime, explained);
        if (family.outside() != null) {
            return selector.certain(null, null, family.outside(), version -> "the family is asked outside its scope");
        }
        // Even the fallback of a family out of service does not act where nobody may.
        if (regime.regime() == Regime.NONE) {
            return selector.certain(null, null, "nobody acts", version -> "nobody acts in the regime NONE");
        }
        // Any writer may take a family out of service; that must not leave people without what is known to be harmless.
        if (family.status() != FamilyStatus.ACTIVE) {
            return selector.certain(
                    selector.fallback(),
                    null,
                    "the family is " + family.status() + " and serves " + selector.fallbackText(),
                    version -> "the family is " + family.status());
        }
        return selector.choose(explore, random);
    }

    /**
     * What would serve now if every signal were known and none asked for care, chance aside: the answer to who is active.
     */
    public static Decision serving(Candidates family) {
        RegimeDecision standard = new RegimeDecision(
                Regime.STANDARD, 0, "as if every signal were known and none asked for care", List.of());
        Selector selector = new Selector(family, standard, true);
        Assessed best = selector.rule.best();
        boolean outOfService = family.status() != FamilyStatus.ACTIVE;
        boolean fallbackOnly = outOfService || family.mode() == Mode.SHADOW;
        VersionStanding served = fallbackOnly ? selector.fallback() : best == null ? null : best.version();
        return new Decision(
                fallbackOnly && served != null ? Decision.Kind.FALLBACK : selector.kind(served),
                served,
                null,
                standard,
                Draw.BEST,
                1,
                fallbackOnly
                        ? "the family " + (outOfService ? "is " + family.status() : "is in SHADOW mode")
                                + " and serves " + selector.fallbackText()
                        : selector.bestText(best),
                selector.considered(version -> Objects.equals(version, served) ? 1 : 0, one -> one.eligibility()
                        .reason()));
    }

    private Decision choose(BooleanSupplier explore, RandomGenerator random) {
        Assessed best = rule.best();
        VersionStanding bestVersion = best == null ? null : best.version();
        boolean open = regime.regime() == Regime.STANDARD || regime.regime() == Regime.EXPLORATORY;
        Setting share = regime.regime() == Regime.EXPLORATORY ? Setting.EXPLORE_SHARE : Setting.CANDIDATE_SHARE;
        List<VersionStanding> candidates =
                open && family.settings().number(share) > 0 ? servable(VersionStanding::candidate) : List.of();
        Lottery lottery = new Lottery();
        if (!candidates.isEmpty() && explore.getAsBoolean()) {
            lottery.share(Draw.EXPLORE, family.settings().number(share), candidates, gate);
        }
        if (open) {
            rule.share(lottery);
        }
        lottery.rest(bestVersion);
        Lottery.Ticket ticket = lottery.draw(random);
        List<Considered> considered =
                considered(lottery::propensity, one -> one.eligibility().reason());
        String why =
                switch (ticket.draw()) {
                    case BEST -> bestText(best);
                    case PROBATION, LEARN -> ticket.version().id() + " " + rule.whyTried(ticket.version());
                    case EXPLORE -> ticket.version().id() + " takes its turn among the candidates";
                    case GUARDED ->
                        ticket.version().id()
                                + " is the default, and serves in place of another that is not known to be"
                                + " as safe";
                };
        if (family.mode() == Mode.SHADOW) {
            return new Decision(
                    fallback() == null ? Decision.Kind.NO_INTERVENTION : Decision.Kind.FALLBACK,
                    fallback(),
                    ticket.version(),
                    regime,
                    ticket.draw(),
                    1,
                    regimeText() + "in SHADOW mode the family serves " + fallbackText() + " and only suggests: " + why,
                    considered);
        }
        return new Decision(
                kind(ticket.version()),
                ticket.version(),
                null,
                regime,
                ticket.draw(),
                lottery.propensity(ticket.version()),
                regimeText() + why,
                considered);
    }

    private Decision certain(
            VersionStanding served, VersionStanding suggested, String why, Function<Assessed, String> leftOut) {
        return new Decision(
                served == null ? Decision.Kind.NO_INTERVENTION : Decision.Kind.FALLBACK,
                served,
                suggested,
                regime,
                Draw.BEST,
                1,
                regimeText() + why,
                considered(
                        version -> Objects.equals(version, served) ? 1 : 0,
                        one -> one.version().equals(served) ? "the fallback" : leftOut.apply(one)));
    }

    /** The fallback served for want of another is a FALLBACK; one that won on its merit is a version like any other. */
    private Decision.Kind kind(VersionStanding version) {
        if (version == null) {
            return Decision.Kind.NO_INTERVENTION;
        }
        if (!family.isFallback(version)) {
            return Decision.Kind.USE_VERSION;
        }
        boolean byMerit = assessed.stream()
                .anyMatch(one ->
                        one.version().equals(version) && one.eligibility().byMerit());
        return byMerit && (othersEligible(version) || family.isDefault(version))
                ? Decision.Kind.USE_VERSION
                : Decision.Kind.FALLBACK;
    }

    private boolean othersEligible(VersionStanding version) {
        return assessed.stream()
                .anyMatch(one ->
                        !one.version().equals(version) && one.eligibility().eligible());
    }

    private List<VersionStanding> servable(Predicate<VersionStanding> which) {
        return assessed.stream()
                .filter(one -> one.eligibility().servable() && which.test(one.version()))
                .map(Assessed::version)
                .toList();
    }

    private VersionStanding fallback() {
        return servable(version -> version.live() && family.isFallback(version)).stream()
                .findFirst()
                .orElse(null);
    }

    private List<Considered> considered(
            ToDoubleFunction<VersionStanding> propensity, Function<Assessed, String> reason) {
        if (!explained) {
            return List.of();
        }
        List<Considered> result = new ArrayList<>();
        for (Assessed one : assessed) {
            result.add(new Considered(
                    one.version(),
                    family.isDefault(one.version()),
                    family.isFallback(one.version()),
                    one.score(),
                    one.eligibility().eligible(),
                    propensity.applyAsDouble(one.version()),
                    reason.apply(one),
                    gate.standard()));
        }
        double nothing = propensity.applyAsDouble(null);
        if (nothing > 0) {
            result.add(new Considered(null, false, false, null, false, nothing, "no intervention", null));
        }
        return List.copyOf(result);
    }

    private String regimeText() {
        return regime.regime() + " (" + regime.reason()
                + (regime.missing().isEmpty() ? "" : "; not known: " + String.join(", ", regime.missing())) + "): ";
    }

    private String fallbackText() {
        return fallback() == null
                ? "nothing, having no LIVE fallback without alarm"
                : "its fallback " + family.fallbackId();
    }

    private String bestText(Assessed best) {
        if (best == null) {
            return "no version is eligible and there is no LIVE fallback";
        }
        String id = best.version().id();
        if (kind(best.version()) == Decision.Kind.FALLBACK) {
            return id + " is the fallback" + (family.isDefault(best.version()) ? " and the default" : "") + ", and "
                    + wantText(best);
        }
        return id + (family.isDefault(best.version()) ? " is the default, and " : " ") + rule.why(best);
    }

    /** For want of what the fallback serves. */
    private String wantText(Assessed best) {
        if (!othersEligible(best.version())) {
            return "no other version is eligible";
        }
        return gate.standard() == null ? "no version that may act does better" : rule.why(best);
    }
}
