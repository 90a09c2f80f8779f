package org.metapolicy.selection.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.metapolicy.noetic.Awareness;
import org.metapolicy.noetic.MetaContext;
import org.metapolicy.policy.FamilyStatus;
import org.metapolicy.policy.Input;
import org.metapolicy.policy.MetapolicyException.InvalidInput;
import org.metapolicy.policy.Mode;
import org.metapolicy.policy.RiskTier;
import org.metapolicy.policy.Settings;
import org.metapolicy.policy.VersionStatus;
import org.metapolicy.selection.Candidates;
import org.metapolicy.selection.Circumstances;
import org.metapolicy.selection.Evidence;
import org.metapolicy.selection.Regime;
import org.metapolicy.selection.VersionStanding;
import org.metapolicy.trust.KnownTrust;
import org.metapolicy.trust.context.InContext;
import org.metapolicy.trust.context.Prospect;

class PartTest {
    private static final MetaContext CALM = new MetaContext(0.6, 0.3, 0.0, 0.1, Awareness.FULL);
    /** .25 of 1 for safety, .2 of .1 for robustness: .27 of 1, .6 of what is known. */
    private static final KnownTrust KNOWN = new KnownTrust(
            0.6, 0.5, Map.of("safety", new KnownTrust.Part(0.25, 0.25), "robustness", new KnownTrust.Part(0.20, 0.02)));

    @Test
    void aSignalThatIsTakenAwayOpensWhatItClosed() {
        served(with(CALM, 0.0, 0.9, Awareness.FULL), Regime.NONE, Part.AFFECTIVE_LOAD, Regime.STANDARD);
        served(with(CALM, 0.8, 0.1, Awareness.IU), Regime.CONSERVATIVE, Part.AWARENESS, Regime.STANDARD);
        served(with(CALM, 0.8, 0.1, Awareness.IU), Regime.CONSERVATIVE, Part.ROGUE_VARIABLES, Regime.STANDARD);
        served(with(CALM, 0.8, 0.1, null), Regime.CONSERVATIVE, Part.AWARENESS, Regime.STANDARD);
        MetaContext rest = new MetaContext(0.85, 0.02, 0.0, 0.1, Awareness.FULL, 0.05);
        served(rest, Regime.NONE, Part.COHERENCE, Regime.STANDARD);
        MetaContext moving = new MetaContext(0.85, 0.5, 0.0, 0.1, Awareness.FULL, 0.05);
        served(moving, Regime.STANDARD, Part.ENTROPY_CHANGE, Regime.NONE);
        MetaContext unsteady = new MetaContext(0.85, 0.02, 0.0, 0.1, Awareness.FULL, 0.3);
        served(unsteady, Regime.STANDARD, Part.SESSIONS, Regime.NONE);
    }

    private static MetaContext with(MetaContext signals, double potency, double load, Awareness awareness) {
        return new MetaContext(signals.coherence(), signals.entropyChange(), potency, load, awareness);
    }

    private static void served(MetaContext signals, Regime before, Part part, Regime after) {
        Circumstances known = circumstances(signals, live("a", evidence(KNOWN, false, null, null), null));
        assertThat(known.decide().regime().regime()).isEqualTo(before);
        assertThat(part.without(known).decide().regime().regime())
                .as(part.key())
                .isEqualTo(after);
    }

    @Test
    void withoutGuardrailsAnAlarmAndASuspensionStopNobody() {
        for (VersionStanding stopped : List.of(
                live("a", evidence(KNOWN, true, null, null), null),
                live("a", evidence(KNOWN, false, null, null), VersionStanding.inContext("evening")))) {
            Circumstances known = circumstances(CALM, stopped);
            assertThat(known.decide().served()).isNull();
            assertThat(Part.GUARDRAILS.without(known).decide().served().id()).isEqualTo("a");
        }
        Circumstances limited =
                circumstances(CALM, live("a", evidence(KNOWN, false, null, null), "live in contexts [morning] alone"));
        assertThat(Part.GUARDRAILS.without(limited).decide().served()).isNull();
    }

    @Test
    void theWeightOfAFactorIsSpreadOverTheOthers() {
        Evidence without = only(Part.WEIGHT_SAFETY, evidence(KNOWN, false, null, null));
        assertThat(without.known().score()).isEqualTo(0.1, within(1e-12));
        assertThat(without.known().lower()).isEqualTo(0, within(1e-12));
        assertThat(without.trustScore()).isEqualTo(0.02 / 0.75, within(1e-12));
        // What is missing counts 0 in the index, and nothing in what is known.
        Evidence missing = only(Part.WEIGHT_GROWTH, evidence(KNOWN, false, null, null));
        assertThat(missing.known().score()).isEqualTo(0.6);
        assertThat(missing.trustScore()).isEqualTo(0.27 / 0.9, within(1e-12));
        // In a context: safety is .2 better there, (.27 + .25 * .2) / .45 with it, .02 / .2 without.
        InContext here = new InContext(0.32 / 0.45, 0.6, 0.8, 0.2, 0, 0, 60);
        assertThat(only(Part.WEIGHT_SAFETY, evidence(KNOWN, false, null, here))
                        .inContext()
                        .trust())
                .isEqualTo(0.1, within(1e-12));
        Evidence older = new Evidence(0.5, 0.4, 0.9, 60, 60, 60, 0.1, false);
        assertThat(only(Part.WEIGHT_SAFETY, older)).isEqualTo(older);
    }

    @Test
    void withoutContextsTrustIsTheVersionsOwnAndWithoutTheGateNobodyIsHeldBack() {
        InContext low = new InContext(0.1, 0.05, 0.2, -0.3, 0, 0, 60);
        Circumstances here = circumstances(CALM, live("a", evidence(KNOWN, false, null, low), null));
        assertThat(here.decide().served()).isNull();
        assertThat(Part.TRUST_IN_CONTEXT.without(here).decide().served().id()).isEqualTo("a");

        Prospect safe = new Prospect(0.0, 0.1, 0.01, 0.95, 0.01, 200);
        Prospect bold = new Prospect(1.0, 0.5, 0.01, 0.60, 0.01, 200);
        Circumstances gated = circumstances(
                CALM,
                live("a", evidence(KNOWN, false, safe, null), null),
                live("b", evidence(KNOWN, false, bold, null), null));
        assertThat(gated.decide().served().id()).isEqualTo("a");
        assertThat(Part.SAFETY_GATE.without(gated).decide().served().id()).isEqualTo("b");
    }

    @Test
    void nothingElseCanBeTakenAway() {
        assertThatThrownBy(() -> ReplayOptions.of(Input.of("options", Map.of("without", List.of("luck")))))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("options.without")
                .hasMessageContaining("rogue_variables");
        ReplayOptions twice =
                ReplayOptions.of(Input.of("options", Map.of("without", List.of("awareness", "awareness"))));
        assertThat(twice.without()).containsExactly(Part.AWARENESS);
        assertThat(twice.without(Part.AWARENESS)).isEqualTo(twice);
    }

    @Test
    void whatBearsOnNoDecisionIsRefusedWithWhereToLook() {
        refused("counterfactual_gate", "metapolicy.plan(metaPolicyId, {without: ['counterfactual_gate']})");
        refused("participants_pooling", "metapolicy.trustFor");
        refused("normalization", "{normalization: 'MINMAX'}");
    }

    private static void refused(String part, String instead) {
        assertThatThrownBy(() -> ReplayOptions.of(Input.of("options", Map.of("without", List.of("awareness", part)))))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("'" + part + "'")
                .hasMessageContaining(instead)
                .hasMessageContaining("docs/evaluation.md");
    }

    private static Evidence only(Part part, Evidence evidence) {
        return part.without(circumstances(CALM, live("a", evidence, null)))
                .family()
                .versions()
                .get(0)
                .evidence();
    }

    private static Evidence evidence(KnownTrust known, boolean alarm, Prospect prospect, InContext inContext) {
        return new Evidence(0.27, 0.2, 0.9, 200, 200, 200, 0.1, alarm, known, prospect, inContext);
    }

    private static VersionStanding live(String id, Evidence evidence, String barred) {
        return new VersionStanding(id, VersionStatus.LIVE, true, evidence, barred);
    }

    private static Circumstances circumstances(MetaContext signals, VersionStanding... versions) {
        return new Circumstances(
                new Candidates(
                        "m",
                        FamilyStatus.ACTIVE,
                        Mode.ACTIVE,
                        RiskTier.SAFE,
                        false,
                        Settings.defaults(),
                        1000,
                        "a",
                        null,
                        List.of(versions)),
                signals,
                false,
                1);
    }
}
