package org.metapolicy.trust.context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.metapolicy.trust.context.ContextSums.Sums;

/** By how much a version differs in a context. */
class ContrastTest {
    /**
     * With python3: {@code own=sum(x)/sum(n); b=lambda a,b:lgamma(a)+lgamma(b)-lgamma(a+b); L=[sum(b(w*own+a,w*(1-own)+m-a)-
     * b(w*own,w*(1-own)) for a,m in zip(x,n)) for w in (2000,400,100,20,5)]; q=[exp(l-max(L)) for l in L]; v=[sum(p*(a+w*own)/
     * (m+w) for p,w in zip(q,W))/sum(q) for a,m in zip(x,n)]}, less {@code sum(m*a for m,a in zip(n,v))/sum(n)}.
     */
    @Test
    void ratesAreThoseOfTheBetaBinomialModelAveraged() {
        are(
                new CellRates(new long[] {40, 5, 1}, new long[] {50, 200, 3}),
                0.5711782880713306,
                -0.14378489729340313,
                0.0660216850380336);
        are(new CellRates(new long[] {0, 1}, new long[] {100, 3}), -0.001387756172586828, 0.04625853908622761);
    }

    /**
     * With python3, over r of 1/2000, 1/400, 1/100, 1/25, 1/6, 1: {@code var=[s2*(r+1/k) for k in n]; a=[1/v for v in var];
     * mu=sum(x*y for x,y in zip(a,m))/sum(a); L=-.5*sum(log(v) for v in var)-.5*log(sum(a))-.5*sum(w*(x-mu)**2 for w,x in
     * zip(a,m)); V=[mu+s2*r/v*(x-mu) for v,x in zip(var,m)]}, averaged by exp L, less their mean by n.
     */
    @Test
    void meansAreThoseOfTheNormalModelAveraged() {
        are(
                new CellMeans(new Sums[] {
                    sums(0.1, 0.3, 0.2, 0.4), sums(-0.2, 0.0, 0.1), sums(0.5, 0.7),
                }),
                0.018403662483242655,
                -0.19128941880093264,
                0.25012680323491365);
    }

    @Test
    void aVersionThatIsTheSameEverywhereDiffersNowhere() {
        Contrast alone = Contrast.of(Map.of("c", cell(100, 20, 0.4))).get("c");
        assertThat(alone.safety()).isZero();
        assertThat(alone.coherence()).isZero();
        assertThat(alone.spread()).isCloseTo(1, within(1e-12));
        Map<String, Contrast> even = Contrast.of(Map.of("c", cell(100, 20, 0.4), "d", cell(100, 20, 0.4)));
        even.values().forEach(contrast -> {
            assertThat(contrast.safety()).isCloseTo(0, within(1e-12));
            assertThat(contrast.coherence()).isCloseTo(0, within(1e-12));
        });
    }

    @Test
    void ofNothingNothingIsKnown() {
        assertThat(Contrast.of(new ContextHistory())).isEmpty();
        assertThat(Contrast.of(Map.of(ContextHistory.NONE, cell(10, 2, 0.1)))).isEmpty();
        Contrast silent = Contrast.of(Map.of("c", ContextSums.EMPTY)).get("c");
        assertThat(silent)
                .isEqualTo(new Contrast(0, silent.safetyVariance(), 1, 1 / 40.0, 0, silent.coherenceVariance(), 0));
        assertThat(silent.safetyVariance()).isFinite();
        assertThat(silent.coherenceVariance()).isFinite();
    }

    /** In the mean over its contexts, each as often as it met it, a version is what it is on the whole. */
    @Test
    void contrastsSumToNothing() {
        for (long seed = 0; seed < 50; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            Map<String, ContextSums> sums = new TreeMap<>();
            for (int c = 0; c < 1 + random.nextInt(10); c++) {
                sums.put("c" + c, random(random, 1 + random.nextInt(60)));
            }
            double safety = 0;
            double coherence = 0;
            for (Map.Entry<String, Contrast> one : Contrast.of(sums).entrySet()) {
                ContextSums cell = sums.get(one.getKey());
                // As many statuses as outcomes, so that both rates weigh alike.
                safety += cell.outcomes() * one.getValue().safety();
                coherence += cell.coherence().count() * one.getValue().coherence();
            }
            assertThat(safety).as("seed %d", seed).isCloseTo(0, within(1e-9));
            assertThat(coherence).as("seed %d", seed).isCloseTo(0, within(1e-9));
        }
    }

    /** However evidence is put together, it says the same: merging by context equals counting together. */
    @Test
    void mergingByContextEqualsCountingTogether() {
        for (long seed = 0; seed < 50; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            Map<String, ContextSums> together = new TreeMap<>();
            List<Map<String, ContextSums>> parts =
                    List.of(new TreeMap<>(), new TreeMap<>(), new TreeMap<>(), new TreeMap<>());
            for (int i = 0; i < 400; i++) {
                String cluster = "c" + random.nextInt(6);
                boolean overridden = random.nextInt(5) == 0;
                boolean flag = random.nextInt(9) == 0;
                Double reward = overridden ? null : (Double) (random.nextDouble() * 2 - 1);
                Double coherence = random.nextInt(3) == 0 ? null : (Double) (random.nextDouble() - 0.5);
                for (Map<String, ContextSums> into : List.of(together, parts.get(random.nextInt(4)))) {
                    into.put(
                            cluster,
                            into.getOrDefault(cluster, ContextSums.EMPTY)
                                    .plusStatus(overridden)
                                    .plusOutcome(flag, reward, coherence));
                }
            }
            Map<String, ContextSums> merged = new TreeMap<>();
            parts.forEach(part -> part.forEach((cluster, sums) -> merged.merge(cluster, sums, ContextSums::merge)));
            assertThat(merged.keySet()).isEqualTo(together.keySet());
            Map<String, Contrast> ofMerged = Contrast.of(merged);
            long at = seed;
            Contrast.of(together).forEach((cluster, one) -> {
                Contrast other = ofMerged.get(cluster);
                assertThat(other.n()).isEqualTo(one.n());
                assertThat(other.safety()).as("seed %d", at).isCloseTo(one.safety(), within(1e-12));
                assertThat(other.spread()).as("seed %d", at).isCloseTo(one.spread(), within(1e-12));
                assertThat(other.coherence()).as("seed %d", at).isCloseTo(one.coherence(), within(1e-12));
                assertThat(other.coherenceVariance())
                        .as("seed %d", at)
                        .isCloseTo(one.coherenceVariance(), within(1e-12));
            });
        }
    }

    /**
     * One bad context of eight is seen to be bad after 50 of its episodes, and the others are not blamed for it; where none
     * is, chance makes little of it.
     */
    @Test
    void aBadContextIsSeenAndNoOtherBlamed() {
        double worst = 0;
        for (long seed = 0; seed < 200; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            Map<String, ContextSums> one = new TreeMap<>();
            Map<String, ContextSums> none = new TreeMap<>();
            for (int c = 0; c < 8; c++) {
                one.put("c" + c, overridden(random, 50, c == 3 ? 0.5 : 0.05));
                none.put("c" + c, overridden(random, 50, 0.05));
            }
            Map<String, Contrast> contrasts = Contrast.of(one);
            assertThat(contrasts.get("c3").safety()).as("seed %d", seed).isBetween(-0.65, -0.1);
            for (String other : List.of("c0", "c1", "c2", "c4", "c5", "c6", "c7")) {
                assertThat(contrasts.get(other).safety()).as("seed %d", seed).isGreaterThan(-0.1);
            }
            for (Contrast contrast : Contrast.of(none).values()) {
                worst = Math.max(worst, Math.abs(contrast.safety()));
            }
        }
        assertThat(worst).isLessThan(0.12);
    }

    private static void are(CellEstimate estimate, double... contrasts) {
        for (int cell = 0; cell < contrasts.length; cell++) {
            assertThat(estimate.contrast(cell)).as("cell %d", cell).isCloseTo(contrasts[cell], within(1e-10));
        }
    }

    private static Sums sums(double... values) {
        Sums sums = Sums.EMPTY;
        for (double value : values) {
            sums = sums.plus(value);
        }
        return sums;
    }

    private static ContextSums cell(int n, int overrides, double coherence) {
        ContextSums sums = ContextSums.EMPTY;
        for (int i = 0; i < n; i++) {
            sums = sums.plusStatus(i < overrides).plusOutcome(false, i % 2 == 0 ? 0.3 : 0.1, coherence);
        }
        return sums;
    }

    private static ContextSums random(SplittableRandom random, int n) {
        ContextSums sums = ContextSums.EMPTY;
        double rate = random.nextDouble();
        for (int i = 0; i < n; i++) {
            sums = sums.plusStatus(random.nextDouble() < rate)
                    .plusOutcome(random.nextInt(4) == 0, random.nextDouble(), random.nextDouble() - rate);
        }
        return sums;
    }

    private static ContextSums overridden(SplittableRandom random, int n, double rate) {
        ContextSums sums = ContextSums.EMPTY;
        for (int i = 0; i < n; i++) {
            sums = sums.plusStatus(random.nextDouble() < rate).plusOutcome(false, 0.2, null);
        }
        return sums;
    }
}
