package org.metapolicy.selection.replay;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.metapolicy.noetic.Awareness;
import org.metapolicy.noetic.MetaContext;
import org.metapolicy.policy.Setting;
import org.metapolicy.policy.Settings;
import org.metapolicy.policy.ValueKind;
import org.metapolicy.selection.Candidates;
import org.metapolicy.selection.Circumstances;
import org.metapolicy.selection.Evidence;
import org.metapolicy.selection.VersionStanding;
import org.metapolicy.trust.Factor;

/**
 * What a decision can be made without. A signal is taken away by putting in its place, missing or not, a value of which no
 * rule takes notice; a factor of the index by spreading its weight over the others that are known.
 */
public enum Part {
    COHERENCE(MetaContext.COHERENCE, (s, settings) -> {
        double between = (settings.number(Setting.COHERENCE_LOW) + settings.number(Setting.COHERENCE_HIGH)) / 2;
        return new MetaContext(
                between, s.entropyChange(), s.maxRvPotency(), s.affectiveLoad(), s.awareness(), s.coherenceStability());
    }),
    ENTROPY_CHANGE(
            MetaContext.ENTROPY_CHANGE,
            (s, settings) -> new MetaContext(
                    s.coherence(), 0.0, s.maxRvPotency(), s.affectiveLoad(), s.awareness(), s.coherenceStability())),
    ROGUE_VARIABLES(
            "rogue_variables",
            (s, settings) -> new MetaContext(
                    s.coherence(), s.entropyChange(), 0.0, s.affectiveLoad(), s.awareness(), s.coherenceStability())),
    AWARENESS(
            MetaContext.AWARENESS,
            (s, settings) -> new MetaContext(
                    s.coherence(),
                    s.entropyChange(),
                    s.maxRvPotency(),
                    s.affectiveLoad(),
                    Awareness.FULL,
                    s.coherenceStability())),
    AFFECTIVE_LOAD(
            MetaContext.AFFECTIVE_LOAD,
            (s, settings) -> new MetaContext(
                    s.coherence(), s.entropyChange(), s.maxRvPotency(), 0.0, s.awareness(), s.coherenceStability())),
    SESSIONS(
            "sessions",
            (s, settings) -> new MetaContext(
                    s.coherence(), s.entropyChange(), s.maxRvPotency(), s.affectiveLoad(), s.awareness(), null)),
    GUARDRAILS(
            "guardrails",
            version -> of(LessEvidence::withoutAlarm).apply(version).unsuspended()),
    TRUST_IN_CONTEXT("trust_in_context", of(LessEvidence::withoutContext)),
    SAFETY_GATE("safety_gate", of(LessEvidence::withoutGate)),
    WEIGHT_GROWTH(Factor.GROWTH),
    WEIGHT_BREADTH(Factor.BREADTH),
    WEIGHT_AMPLIFICATION(Factor.AMPLIFICATION),
    WEIGHT_SAFETY(Factor.SAFETY),
    WEIGHT_ROBUSTNESS(Factor.ROBUSTNESS),
    WEIGHT_COHERENCE(Factor.COHERENCE);

    private interface Signals {
        MetaContext without(MetaContext signals, Settings settings);
    }

    /** A list of them by name, as callers write it. */
    static final ValueKind<List<Part>> LIST = ValueKind.listOf(
            "a list of " + Stream.of(values()).map(Part::key).collect(Collectors.joining(", ")),
            ValueKind.of("a part", Part::byKey));

    private final String key;
    private final UnaryOperator<Circumstances> without;

    Part(String key, Signals signals) {
        this.key = key;
        this.without = known -> new Circumstances(
                known.family(),
                signals.without(known.signals(), known.family().settings()),
                known.mayExplore(),
                known.seed());
    }

    Part(String key, UnaryOperator<VersionStanding> version) {
        this.key = key;
        this.without = versions(family -> version);
    }

    Part(Factor factor) {
        this.key = factor.weight().key();
        this.without = versions(family -> of(evidence -> LessEvidence.withoutFactor(evidence, factor, family)));
    }

    /** The name in maps and rows. */
    public String key() {
        return key;
    }

    /** The circumstances without this part. */
    public Circumstances without(Circumstances known) {
        return without.apply(known);
    }

    private static Part byKey(Object key) {
        Elsewhere.refuse(key);
        return Arrays.stream(values())
                .filter(part -> part.key.equals(key))
                .findFirst()
                .orElse(null);
    }

    private static UnaryOperator<VersionStanding> of(UnaryOperator<Evidence> less) {
        return version -> version.evidence() == null ? version : version.by(less.apply(version.evidence()));
    }

    private static UnaryOperator<Circumstances> versions(Function<Settings, UnaryOperator<VersionStanding>> less) {
        return known -> {
            Candidates family = known.family();
            Candidates changed = family.showing(family.versions().stream()
                    .map(less.apply(family.settings()))
                    .toList());
            return new Circumstances(changed, known.signals(), known.mayExplore(), known.seed());
        };
    }
}
