package org.metapolicy.evaluation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.apache.commons.math3.stat.correlation.SpearmansCorrelation;
import org.metapolicy.evaluation.Watched.Rates;
import org.metapolicy.policy.Settings;
import org.metapolicy.trust.Factor;
import org.metapolicy.trust.Pci;
import org.metapolicy.trust.TrustEstimate;
import org.metapolicy.trust.VersionEvidence;
import org.metapolicy.trust.WindowClosing;
import org.metapolicy.trust.WindowStatistics;
import org.metapolicy.trust.calibration.Calibration;
import org.metapolicy.trust.calibration.Forecast;
import org.metapolicy.trust.context.ContextHistory;
import org.metapolicy.trust.context.Prospects;
import org.metapolicy.worlds.World.Outcome;

/** Whether trust tells what comes. */
final class Trust {
    private static final Settings SETTINGS = Settings.defaults();
    private static final int CONTEXTS = 4;
    private static final String WHOLE = "PCI";
    private static final String SAFETY = "1 - override rate - flag rate";

    private Trust() {}

    static Section of(Scale scale) {
        Table ahead = ahead(scale);
        Map<String, List<double[]>> spread = populations(scale, false);
        Map<String, List<double[]>> rare = populations(scale, true);
        Table ranking = ranking(spread, rare, false);
        Table beside = ranking(spread, rare, true);
        return new Section("Trust")
                .words(
                        "Brier score of forecasts, not yet seen by the map, of whether the next window keeps all limits; lower is"
                                + " better.")
                .table(ahead)
                .words("Spearman's correlation over 40 versions of a score after 200 outcomes with the truth.")
                .table(ranking)
                .words("The same less that of the PCI, within a seed.")
                .table(beside)
                .said(TrustSaid.sentences(List.of(ahead, ranking, beside)));
    }

    private static Table ahead(Scale scale) {
        List<double[]> briers = LongStream.range(0, scale.families())
                .parallel()
                .mapToObj(seed -> family(seed, 400 * Math.max(30, scale.trials()) / 100))
                .toList();
        Table table = new Table("map of trust", "map of " + SAFETY, "kept share so far", "trust less kept share");
        Sample[] samples = new Sample[3];
        for (int i = 0; i < 3; i++) {
            int which = i;
            samples[i] = new Sample(
                    briers.stream().mapToDouble(brier -> brier[which]).toArray());
        }
        return table.row(
                samples[0].text(4),
                samples[1].text(4),
                samples[2].text(4),
                samples[0].minus(samples[2]).text(5));
    }

    private static double[] family(long seed, int outcomes) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Rates> versions = new ArrayList<>();
        List<VersionEvidence> evidence = new ArrayList<>();
        List<double[]> stated = new ArrayList<>();
        for (int v = 0; v < 20; v++) {
            versions.add(
                    new Rates(random.nextDouble(0.02, 0.50), random.nextDouble(0, 0.06), random.nextDouble(-0.2, 0.6)));
            evidence.add(VersionEvidence.empty());
            stated.add(null);
        }
        List<Forecast> trust = new ArrayList<>();
        List<Forecast> safety = new ArrayList<>();
        for (int t = 0; t < outcomes; t++) {
            for (int v = 0; v < versions.size(); v++) {
                Watched watched = Watched.draw(versions.get(v), random.nextInt(CONTEXTS), null, t, random);
                Optional<WindowClosing> closing = evidence.get(v).count(watched.observed(), SETTINGS, CONTEXTS);
                if (closing.isPresent()) {
                    if (stated.get(v) != null) {
                        trust.add(new Forecast(stated.get(v)[0], closing.get().kept()));
                        safety.add(new Forecast(stated.get(v)[1], closing.get().kept()));
                    }
                    double known = closing.get().estimate().pci().known();
                    stated.set(v, Double.isNaN(known) ? null : new double[] {known, safety(evidence.get(v))});
                }
            }
        }
        return new double[] {
            Calibration.of(trust).brierAhead(), Calibration.of(safety).brierAhead(), keptSoFar(trust)
        };
    }

    private static double safety(VersionEvidence evidence) {
        WindowStatistics windows = evidence.trustWindows(SETTINGS);
        return Math.max(
                0, 1 - (double) windows.overrides() / windows.n() - (double) windows.flags() / windows.outcomes());
    }

    /** Of the same forecasts that the maps are asked for. */
    private static double keptSoFar(List<Forecast> forecasts) {
        double kept = 0;
        double squares = 0;
        for (int i = 0; i < forecasts.size(); i++) {
            double outcome = forecasts.get(i).kept() ? 1 : 0;
            if (i >= Settings.ENOUGH) {
                squares += (kept / i - outcome) * (kept / i - outcome);
            }
            kept += outcome;
        }
        return squares / (forecasts.size() - Settings.ENOUGH);
    }

    /** @param beside whether the PCI's correlation is taken off, seed by seed */
    private static Table ranking(Map<String, List<double[]>> spread, Map<String, List<double[]>> rare, boolean beside) {
        Table table = new Table(
                "score",
                "later reward",
                "later safety",
                "rare and binary: later reward",
                "rare and binary: later safety");
        spread.keySet().stream()
                .filter(score -> !beside || !score.equals(WHOLE))
                .forEach(score -> table.row(
                        score,
                        text(spread, score, 0, beside),
                        text(spread, score, 1, beside),
                        text(rare, score, 0, beside),
                        text(rare, score, 1, beside)));
        return table;
    }

    private static String text(Map<String, List<double[]>> found, String score, int which, boolean beside) {
        Sample own = sample(found.get(score), which);
        return (beside ? own.minus(sample(found.get(WHOLE), which)) : own).text(3);
    }

    private static Sample sample(List<double[]> found, int which) {
        return new Sample(found.stream().mapToDouble(one -> one[which]).toArray());
    }

    private static Map<String, List<double[]>> populations(Scale scale, boolean rare) {
        List<Map<String, double[]>> found = LongStream.range(0, scale.families())
                .parallel()
                .mapToObj(seed -> population(seed, rare))
                .toList();
        Map<String, List<double[]>> byScore = new LinkedHashMap<>();
        found.forEach(one -> one.forEach((score, values) ->
                byScore.computeIfAbsent(score, key -> new ArrayList<>()).add(values)));
        return byScore;
    }

    private static Map<String, double[]> population(long seed, boolean rare) {
        SplittableRandom random = new SplittableRandom(seed);
        int many = 40;
        double[][] truth = new double[2][many];
        List<TrustEstimate> estimates = new ArrayList<>();
        Map<String, ContextHistory> histories = new TreeMap<>();
        for (int v = 0; v < many; v++) {
            Rates rates = new Rates(
                    random.nextDouble(0.02, 0.35),
                    random.nextDouble(0, 0.04),
                    rare ? random.nextDouble(0.005, 0.05) : random.nextDouble(-0.2, 0.6));
            truth[0][v] = rates.reward();
            truth[1][v] = 1 - rates.harm();
            VersionEvidence evidence = VersionEvidence.empty();
            for (int t = 0; t < 200; t++) {
                Watched one = Watched.draw(rates, random.nextInt(CONTEXTS), null, t, random);
                if (rare) {
                    one = new Watched(
                            new Outcome(
                                    one.outcome().overridden(),
                                    one.outcome().flag(),
                                    random.nextDouble() < rates.reward() ? 1 : 0),
                            one.context(),
                            one.coherence(),
                            null,
                            t);
                }
                evidence.count(one.observed(), SETTINGS, CONTEXTS);
            }
            estimates.add(evidence.estimate(SETTINGS, CONTEXTS));
            histories.put(id(v), evidence.history());
        }
        Prospects prospects = Prospects.of(histories, histories.keySet());
        Map<String, double[]> scores = new LinkedHashMap<>();
        put(scores, WHOLE, estimates, one -> one.pci().value());
        put(scores, "PCI from what is known", estimates, one -> one.pci().known());
        for (Factor factor : Factor.values()) {
            put(scores, "PCI without " + factor.key(), estimates, one -> without(one.pci(), factor));
        }
        scores.put("expected reward", column(many, v -> prospects.overall(id(v)).value()));
        scores.put("expected safety", column(many, v -> prospects.overall(id(v)).safety()));
        put(scores, "mean reward", estimates, one -> one.windows()
                .reward()
                .average()
                .orElse(0));
        put(
                scores,
                SAFETY,
                estimates,
                one -> 1
                        - (double) one.windows().overrides() / one.windows().n()
                        - (double) one.windows().flags() / one.windows().outcomes());
        Map<String, double[]> found = new LinkedHashMap<>();
        scores.forEach((score, values) -> found.put(score, new double[] {
            new SpearmansCorrelation().correlation(values, truth[0]),
            new SpearmansCorrelation().correlation(values, truth[1])
        }));
        return found;
    }

    private static String id(int version) {
        return String.format("v%02d", version);
    }

    private static double[] column(int many, java.util.function.IntToDoubleFunction value) {
        return java.util.stream.IntStream.range(0, many).mapToDouble(value).toArray();
    }

    private static void put(
            Map<String, double[]> scores,
            String name,
            List<TrustEstimate> estimates,
            java.util.function.ToDoubleFunction<TrustEstimate> score) {
        scores.put(name, estimates.stream().mapToDouble(score).toArray());
    }

    /** The index with the weight of a factor spread over the others that are there. */
    private static double without(Pci pci, Factor factor) {
        double weights = 0;
        double sum = 0;
        for (Map.Entry<Factor, Double> one : pci.weights().entrySet()) {
            if (one.getKey() != factor) {
                weights += one.getValue();
                sum += one.getValue() * pci.normalised().get(one.getKey());
            }
        }
        return sum / weights;
    }
}
