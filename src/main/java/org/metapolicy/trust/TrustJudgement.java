package org.metapolicy.trust;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.metapolicy.policy.Figure;
import org.metapolicy.policy.Setting;
import org.metapolicy.policy.Settings;

/**
 * A version judged, with its reason and its numbers (specification, section 6.5).
 *
 * @param verdict the answer in one word
 * @param reason why, in words
 * @param estimate the trust it rests on, on the reference ranges
 * @param guardrails every guardrail's reading, in the order of {@link Guardrail}
 * @param alarm whether the evidence against the limits reached the alarm
 * @param critical whether what is known of the PCI ({@link Pci#known}) lay below {@code pci_critical} at the last {@code
 *     patience} closings; where nothing is known it did not
 * @param belowMin whether they lay below {@code pci_min}
 * @param promotable whether they lay at or above {@code pci_promote}, with no alarm
 * @param lastClosing the PCI at the last closing with 50 episodes or more; NaN before there is one
 * @param nSinceResume resolved episodes since registration or resume
 */
public record TrustJudgement(
        Verdict verdict,
        String reason,
        TrustEstimate estimate,
        List<GuardrailReading> guardrails,
        boolean alarm,
        boolean critical,
        boolean belowMin,
        boolean promotable,
        double lastClosing,
        long nSinceResume) {

    /** HEALTHY keeps everything, WATCH is near or beyond something, BREACHED must be acted on. */
    public enum Verdict {
        HEALTHY,
        WATCH,
        BREACHED,
        INCONCLUSIVE
    }

    private static final List<Guardrail> ESSENTIAL =
            List.of(Guardrail.OVERRIDES, Guardrail.SAFETY_FLAGS, Guardrail.REWARD);

    public TrustJudgement {
        guardrails = List.copyOf(guardrails);
    }

    /** @param closings the PCI at the closings that count since the resume, oldest first */
    static TrustJudgement of(
            TrustEstimate estimate,
            List<GuardrailReading> guardrails,
            List<Closing> closings,
            long nSinceResume,
            Settings settings) {
        double criticalAt = settings.number(Setting.PCI_CRITICAL);
        double minAt = settings.number(Setting.PCI_MIN);
        double promoteAt = settings.number(Setting.PCI_PROMOTE);
        int patience = settings.integer(Setting.PATIENCE);
        List<GuardrailReading> alarms =
                guardrails.stream().filter(GuardrailReading::isAlarm).toList();
        boolean alarm = !alarms.isEmpty();
        boolean critical = lastAll(closings, patience, closing -> closing.known() < criticalAt);
        boolean belowMin = lastAll(closings, patience, closing -> closing.known() < minAt);
        Closing last = closings.isEmpty() ? Closing.NONE : closings.get(closings.size() - 1);
        double known = estimate.pci().known();
        Verdict verdict;
        String reason;
        List<GuardrailReading> unsettled = guardrails.stream()
                .filter(reading -> ESSENTIAL.contains(reading.guardrail()) && reading.n() < Settings.ENOUGH)
                .toList();
        List<GuardrailReading> near =
                guardrails.stream().filter(TrustJudgement::isNear).toList();
        if (alarm) {
            verdict = Verdict.BREACHED;
            reason = "alarm of " + alarms.stream().map(TrustJudgement::blamed).collect(Collectors.joining(", "));
        } else if (critical || belowMin) {
            verdict = Verdict.BREACHED;
            reason = "what is known of the PCI is below "
                    + (critical ? "pci_critical " + criticalAt : "pci_min " + minAt) + " at " + patience
                    + " closings in a row, last " + Figure.text(last.known());
        } else if (nSinceResume < Settings.ENOUGH || closings.isEmpty()) {
            verdict = Verdict.INCONCLUSIVE;
            reason = nSinceResume + " resolved episodes since it was registered or resumed, and " + closings.size()
                    + " closings with " + Settings.ENOUGH + " or more: too few to judge";
        } else if (!unsettled.isEmpty()) {
            verdict = Verdict.INCONCLUSIVE;
            reason = "too few values for " + names(unsettled);
        } else if (!near.isEmpty()) {
            verdict = Verdict.WATCH;
            reason = "evidence gathers against " + names(near);
        } else if (last.known() < minAt || known < settings.number(Setting.SELECT_MIN)) {
            verdict = Verdict.WATCH;
            reason = "what is known of the PCI, " + text(known) + ", at the last closing " + text(last.known())
                    + ", is below pci_min " + minAt + " or select_min";
        } else {
            verdict = Verdict.HEALTHY;
            reason = "PCI and guardrails that were watched keep their limits";
        }
        if (verdict != Verdict.BREACHED) {
            reason += unwatched(guardrails);
        }
        boolean promotable = !alarm && lastAll(closings, patience, closing -> closing.pci() >= promoteAt);
        return new TrustJudgement(
                verdict, reason, estimate, guardrails, alarm, critical, belowMin, promotable, last.pci(), nSinceResume);
    }

    /** The trust that {@code select_min} asks for; null where too little is known. */
    public Double served() {
        double known = nSinceResume < Settings.ENOUGH
                ? estimate.pci().value()
                : estimate.pci().known();
        return Double.isNaN(known) ? null : (Double) known;
    }

    /** Beyond its limit on enough values, or leading where the evidence of all is half way to the alarm. */
    private static boolean isNear(GuardrailReading reading) {
        boolean beyond = reading.n() >= Settings.ENOUGH
                && !Double.isNaN(reading.limit())
                && !reading.guardrail().keeps(reading.estimate(), reading.limit());
        return beyond || reading.leads() && reading.logAll() >= reading.logThreshold() / 2;
    }

    private static String text(double known) {
        return Double.isNaN(known) ? "(not known)" : Figure.text(known);
    }

    private static boolean lastAll(List<Closing> closings, int patience, Predicate<Closing> test) {
        return closings.size() >= patience
                && closings.subList(closings.size() - patience, closings.size()).stream()
                        .allMatch(test);
    }

    /** What a verdict does not rest on: guardrails that nothing was given for, or that have no limit. */
    private static String unwatched(List<GuardrailReading> guardrails) {
        List<GuardrailReading> unwatched = guardrails.stream()
                .filter(reading -> reading.n() == 0 || Double.isNaN(reading.limit()))
                .toList();
        List<GuardrailReading> open = guardrails.stream()
                .filter(reading -> !unwatched.contains(reading))
                .filter(reading -> reading.verdict() == GuardrailReading.Verdict.INCONCLUSIVE)
                .toList();
        return (unwatched.isEmpty() ? "" : "; not watched: " + names(unwatched))
                + (open.isEmpty() ? "" : "; not shown to be kept: " + names(open));
    }

    private static String blamed(GuardrailReading reading) {
        return reading.guardrail().key()
                + (reading.verdict() == GuardrailReading.Verdict.LEADING ? " and others, which it leads" : "");
    }

    private static String names(List<GuardrailReading> readings) {
        return readings.stream().map(reading -> reading.guardrail().key()).collect(Collectors.joining(", "));
    }

    /**
     * The index at a closing of a window that thresholds look at.
     *
     * @param pci the index, what is missing counting 0
     * @param known {@link Pci#known} of it; NaN where too little is known
     */
    record Closing(double pci, double known) {
        /** Before there is one. */
        static final Closing NONE = new Closing(Double.NaN, Double.NaN);

        static Closing of(Pci pci) {
            return new Closing(pci.value(), pci.known());
        }

        /**
         * The same, with nothing known of the index where its trust windows have fewer outcomes than {@link Settings#ENOUGH} and than half
         * of their statuses: robustness is then low for the outcomes that are lacking, and safety rests on a few of them.
         *
         * @param closings the last of them at the last of the windows
         * @param closed the closed windows that are held, oldest first; of an earlier closing some may be gone
         */
        static List<Closing> over(List<Closing> closings, List<WindowStatistics> closed, Settings settings) {
            List<Closing> result = new ArrayList<>(closings);
            for (int back = 0; back < Math.min(closings.size(), closed.size()); back++) {
                int end = closed.size() - back;
                int from = Math.max(0, end - settings.integer(Setting.HISTORY_WINDOWS));
                long statuses = 0;
                long outcomes = 0;
                for (WindowStatistics window : closed.subList(from, end)) {
                    statuses += window.n();
                    outcomes += window.outcomes();
                }
                int place = closings.size() - 1 - back;
                if (outcomes < Settings.ENOUGH && 2 * outcomes < statuses) {
                    result.set(place, new Closing(closings.get(place).pci, Double.NaN));
                }
            }
            return result;
        }
    }
}
