package org.metapolicy.counterfactual.running;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Ends of a mean in one context, that hold at every look. */
class ContextEvidenceTest {
    /**
     * By python3, of x_i = sin(i) / 2 for i of 0 to 99 in the context that was the second:
     *
     * <pre>
     * import math
     * ys = [(math.sin(i) / 2 + 1) / 2 for i in range(100)]
     * s = v = 0.0
     * for n, y in enumerate(ys):
     *     v += (y - (s + .5) / (n + 1)) ** 2; s += y
     * def k(d, s): return sum(math.exp(l * (s - 100 * (d + 1) / 2) + (math.log(1 - l) + l) * v) for l in (2 ** -j for j in range(1, 9))) / 8
     * def lower(s):
     *     low, high = -1.0, 1.0
     *     for _ in range(60):
     *         m = (low + high) / 2
     *         low, high = (m, high) if k(m, s) >= 40 * 2 * 3 else (low, m)
     *     return low
     * print(s, v, lower(s), -lower(100 - s))
     * </pre>
     */
    @Test
    void endsAreThoseOfTheFormula() {
        ContextEvidence evidence = ContextEvidence.at(2);
        for (int i = 0; i < 100; i++) {
            evidence = evidence.and(Math.sin(i) / 2);
        }
        assertThat(evidence.sum()).isCloseTo(50.09479865686234, within(1e-12));
        assertThat(evidence.squares()).isCloseTo(3.2551032071029518, within(1e-12));
        assertThat(evidence.lower(40)).isCloseTo(-0.324224076861552, within(1e-9));
        assertThat(evidence.upper(40)).isCloseTo(0.32801602313604555, within(1e-9));
    }

    @Test
    void nothingIsKnownOfNothing() {
        ContextEvidence nothing = ContextEvidence.at(1);
        assertThat(nothing.lower(20)).isEqualTo(-1);
        assertThat(nothing.upper(20)).isEqualTo(1);
        assertThat(nothing.mean()).isNaN();
    }

    /** One of eight contexts is wrong at some look in at most one run of twenty, whatever the values are. */
    @Test
    void allContextsHoldTogetherAtEveryLook() {
        int missed = 0;
        for (int run = 0; run < 400; run++) {
            SplittableRandom random = new SplittableRandom(7919L * run + 1);
            missed += misses(random) ? 1 : 0;
        }
        assertThat(missed / 400.0).isLessThanOrEqualTo(0.05);
    }

    private static boolean misses(SplittableRandom random) {
        ContextEvidence[] contexts = new ContextEvidence[8];
        double[] means = new double[8];
        for (int context = 0; context < 8; context++) {
            contexts[context] = ContextEvidence.at(context + 1);
            means[context] = random.nextDouble(-0.9, 0.9);
        }
        for (int n = 1; n <= 1500; n++) {
            int here = random.nextInt(8);
            // Values of two points, the widest of a mean, or close to it.
            double value = here % 2 == 0
                    ? random.nextDouble() < (means[here] + 1) / 2 ? 1 : -1
                    : means[here] + (1 - Math.abs(means[here])) * random.nextDouble(-1, 1);
            contexts[here] = contexts[here].and(value);
            if (n % 5 == 0 && contexts[here].lower(20) > means[here]) {
                return true;
            }
        }
        return false;
    }
}
