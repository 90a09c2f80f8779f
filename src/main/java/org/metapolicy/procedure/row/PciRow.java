package org.metapolicy.procedure.row;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.metapolicy.app.trust.VersionTrust;
import org.metapolicy.trust.Factor;
import org.metapolicy.trust.GuardrailReading;
import org.metapolicy.trust.Pci;
import org.metapolicy.trust.WindowStatistics;
import org.neo4j.procedure.Description;

/** The trust of a version as a row (specification, section 9). */
public record PciRow(
        @Description("The Policy Credibility Index, in [0, 1].")
        double pci,

        @Description("Lower end of its 95 % interval; 0 with fewer than 4 closed windows.")
        double trustLower,

        @Description("Upper end of its 95 % interval; 1 with fewer than 4 closed windows.")
        double trustUpper,

        @Description("Resolved episodes in the trust windows.")
        long n,

        @Description("Share of them that a person overrode; null where there are none.")
        Double overrideRate,

        @Description("Resolved episodes ever.") long nTotal,

        @Description("Share of all of them that a person overrode; null where there are none.")
        Double overrideRateTotal,

        @Description("The six raw factors by name, and context_coverage; null where an input is missing.")
        Map<String, Object> raw,

        @Description("The six factors on [0, 1] by name; 0 where an input is missing.")
        Map<String, Object> norm,

        @Description("What was missing: the factors whose input is, and context_cluster where episodes have none.")
        List<String> incomplete,

        @Description(
                "Each guardrail: name, limit, n, estimate, log_e, log_threshold, verdict, reason, estimate_windows (the mean"
                        + " over the trust windows), leads (whether most of the evidence is against it), log_e_all (of all together).")
        List<Map<String, Object>> guardrails,

        @Description("HEALTHY, WATCH, BREACHED or INCONCLUSIVE.")
        String verdict,

        @Description("Why.") String reason,

        @Description(
                "The index with the weight of what is missing spread over what is there, which pci_critical, pci_min and"
                        + " select_min ask for; null unless safety and robustness are known.")
        Double pciKnown) {
    public static PciRow of(VersionTrust trust) {
        Pci pci = trust.estimate().pci();
        WindowStatistics windows = trust.estimate().windows();
        return new PciRow(
                pci.value(),
                trust.estimate().bounds().lower(),
                trust.estimate().bounds().upper(),
                windows.n(),
                orNull(windows.overrideRate()),
                trust.evidence().nTotal(),
                orNull(trust.evidence().overrideRateTotal()),
                raw(pci),
                norm(pci),
                pci.incomplete(),
                trust.judgement().guardrails().stream()
                        .map(GuardrailReading::asMap)
                        .toList(),
                trust.judgement().verdict().name(),
                trust.judgement().reason(),
                orNull(trust.judgement().estimate().pci().known()));
    }

    private static Map<String, Object> raw(Pci pci) {
        Map<String, Object> raw = new LinkedHashMap<>();
        for (Factor factor : Factor.values()) {
            raw.put(factor.key(), orNull(pci.raw().get(factor)));
        }
        raw.put("context_coverage", orNull(pci.raw().contextCoverage()));
        return raw;
    }

    private static Map<String, Object> norm(Pci pci) {
        Map<String, Object> norm = new LinkedHashMap<>();
        for (Factor factor : Factor.values()) {
            norm.put(factor.key(), pci.normalised().get(factor));
        }
        return norm;
    }

    private static Double orNull(double number) {
        return Double.isNaN(number) ? null : number;
    }

    private static Double orNull(OptionalDouble number) {
        return number.isPresent() ? number.getAsDouble() : null;
    }
}
