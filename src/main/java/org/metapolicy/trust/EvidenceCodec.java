package org.metapolicy.trust;

import com.google.gson.Gson;
import com.google.gson.JsonParseException;
import java.util.List;
import java.util.Map;
import org.metapolicy.policy.MetapolicyException.Conflict;

/**
 * A version's running state as compact JSON text and back, exactly: doubles are written with as many digits as tell them
 * apart. Its size is bounded (a few kilobytes; more while many sessions are open).
 */
public final class EvidenceCodec {
    /** Raised whenever the meaning of the text changes. */
    static final int FORMAT = 1;

    private static final Gson GSON = new Gson();

    private EvidenceCodec() {}

    public static String write(VersionEvidence evidence) {
        VersionEvidence.State state = evidence.state();
        GuardrailWatch watch = state.watch();
        PromotionBaseline baseline = watch.baseline();
        return GSON.toJson(new Stored(
                FORMAT,
                state.nextT(),
                state.nTotal(),
                state.overridesTotal(),
                state.nSinceResume(),
                state.closed(),
                state.open(),
                state.closings(),
                watch.processStates(),
                watch.sessionState(),
                baseline == null ? null : StoredBaseline.of(baseline)));
    }

    /** The state that the text holds; that of a version without evidence where there is no text yet. */
    public static VersionEvidence readOrEmpty(String text) {
        return text.isEmpty() ? VersionEvidence.empty() : read(text);
    }

    /** @throws Conflict if the text is of another format, damaged or incomplete: a full recount makes it anew */
    public static VersionEvidence read(String text) {
        Stored stored;
        VersionEvidence evidence;
        try {
            stored = GSON.fromJson(text, Stored.class);
            requireFormat(stored);
            evidence = new VersionEvidence(new VersionEvidence.State(
                    stored.closed(),
                    stored.open(),
                    stored.closings(),
                    new GuardrailWatch(
                            stored.guardrails(),
                            stored.sessions(),
                            stored.baseline() == null ? null : stored.baseline().toBaseline()),
                    stored.nextT(),
                    stored.nTotal(),
                    stored.overridesTotal(),
                    stored.nSinceResume()));
        } catch (JsonParseException | NullPointerException | IllegalArgumentException damage) {
            throw damaged(damage.getMessage());
        }
        // The reader fills what is absent with zeros; nothing but the whole state gives the same text again.
        if (!write(evidence).equals(text)) {
            throw damaged("it lacks a part or holds one too many");
        }
        return evidence;
    }

    private static void requireFormat(Stored stored) {
        if (stored == null || stored.format() != FORMAT) {
            throw new Conflict("the stored evidence has format " + (stored == null ? "none" : stored.format())
                    + ": this version of the plugin reads format " + FORMAT
                    + "; refreshTrust with {mode: 'FULL'} counts it anew");
        }
    }

    private static Conflict damaged(String how) {
        return new Conflict("the stored evidence is damaged (" + how
                + "): refreshTrust with {mode: 'FULL'} counts it anew from the outcomes");
    }

    private record Stored(
            int format,
            long nextT,
            long nTotal,
            long overridesTotal,
            long nSinceResume,
            List<WindowStatistics> closed,
            WindowStatistics open,
            List<Double> closings,
            Map<Guardrail, EProcess.State> guardrails,
            OpenSessions.State sessions,
            StoredBaseline baseline) {}

    /** JSON has no NaN: a limit that did not freeze is left out. */
    private record StoredBaseline(Double rewardFloor, double overrideMax) {
        static StoredBaseline of(PromotionBaseline baseline) {
            return new StoredBaseline(
                    Double.isNaN(baseline.rewardFloor()) ? null : baseline.rewardFloor(), baseline.overrideMax());
        }

        PromotionBaseline toBaseline() {
            return new PromotionBaseline(rewardFloor == null ? Double.NaN : rewardFloor, overrideMax);
        }
    }
}
