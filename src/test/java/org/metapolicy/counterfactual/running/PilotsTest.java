package org.metapolicy.counterfactual.running;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.metapolicy.counterfactual.running.Compared.Source;
import org.metapolicy.counterfactual.running.Pilots.Situation;

/** When what is known of a candidate beside the default carries a proposal; whole simulations with -Pslow. */
class PilotsTest {
    @Test
    void agreementInTheEasyHalfSaysNothingOfTheHardHalf() {
        for (double hard : new double[] {0.45, -0.45}) {
            Compared known = Pilots.compared(PilotTables.agreeing(hard, 0).after(2000, new SplittableRandom(1)));
            assertThat(Pilots.suffices(known)).isFalse();
            assertThat(known.coverage()).isCloseTo(0.5, within(0.05));
            assertThat(known.disagreement()).isCloseTo(0.5, within(0.05));
            // Whatever it would have earned there, the interval has it.
            assertThat(2 * known.lower()).isLessThan(-0.3);
            assertThat(2 * known.upper()).isGreaterThan(0.15);
        }
    }

    @Test
    void oneThatNeverServedIsNotProposedHoweverItWouldDo() {
        long seed = new SplittableRandom().nextLong();
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 8; i++) {
            double hard = random.nextDouble(0.11, 0.6);
            Pilots pilots = Pilots.of(
                    true,
                    new Situation(1 - hard, random.nextDouble(-0.5, 0.5), Double.NaN, 0),
                    new Situation(hard, random.nextDouble(-0.5, 0.5), random.nextDouble(-0.5, 0.5), 0));
            Compared known = Pilots.compared(pilots.after(1500, random));
            assertThat(known.coverage()).as("seed " + seed).isCloseTo(1 - hard, within(0.07));
            assertThat(2 * known.certain()).as("seed " + seed).isLessThan(-0.1);
        }
    }

    @Test
    void explorationTellsTheTwoApart() {
        assertThat(Pilots.suffices(
                        Pilots.compared(PilotTables.agreeing(0.45, 0.1).after(3000, new SplittableRandom(2)))))
                .isTrue();
        Compared worse = Pilots.compared(PilotTables.agreeing(-0.45, 0.1).after(3000, new SplittableRandom(2)));
        assertThat(worse.coverage()).isGreaterThan(0.9);
        assertThat(2 * worse.upper()).isLessThan(-0.1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whoServesOnlyWhereItIsEasyIsComparedThere(boolean recorded) {
        Compared known = Pilots.compared(PilotTables.easyAlone(recorded).after(3000, new SplittableRandom(3)));
        assertThat(known.source()).isEqualTo(Source.OWN_OUTCOMES);
        assertThat(known.coverage()).isLessThan(0.6);
        assertThat(known.estimate()).isNegative();
        assertThat(Pilots.suffices(known)).isFalse();
    }

    @Test
    void noneThatIsWorseInTheOnlyContextOfBothIsProposed() {
        long seed = new SplittableRandom().nextLong();
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 8; i++) {
            double easy = random.nextDouble(0.3, 0.97);
            double standard = random.nextDouble(0, 0.5);
            Situation here = new Situation(easy, standard, standard - random.nextDouble(0.3, 0.6), 0.3);
            Situation elsewhere = new Situation(1 - easy, random.nextDouble(-0.9, -0.2), 0.5, 0);
            for (boolean recorded : new boolean[] {true, false}) {
                assertThat(Pilots.of(recorded, here, elsewhere).proposed(1, 600, 20))
                        .as("seed " + seed)
                        .isZero();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anEqualOneIsProposedAndOneWorseByTheMarginIsNot(boolean recorded) {
        assertThat(Pilots.worseBy(0, recorded).proposed(10, PilotTables.DECISIONS, 200))
                .isGreaterThanOrEqualTo(0.9);
        assertThat(Pilots.worseBy(0.1, recorded).proposed(20, 4000, 200)).isLessThanOrEqualTo(most(20));
    }

    @Test
    void bothWaysOfAskingSayTheSame() {
        SplittableRandom random = new SplittableRandom(6);
        for (Pilots pilots : new Pilots[] {
            Pilots.worseBy(0, true),
            Pilots.worseBy(0, false),
            PilotTables.easyAlone(true),
            PilotTables.agreeing(0.45, 0)
        }) {
            for (int decisions : new int[] {200, 1500, 6000}) {
                RunningDifferences running = pilots.after(decisions, random);
                assertThat(Pilots.suffices(running)).isEqualTo(Pilots.suffices(Pilots.compared(running)));
            }
        }
    }

    @Test
    void nobodyIsProposedWhomPeopleOverruleOftener() {
        Pilots pilots = Pilots.worseBy(-0.3, true).overridden(0.1, 0.42);
        assertThat(Pilots.suffices(Pilots.compared(pilots.after(4000, new SplittableRandom(4)))))
                .isFalse();
        assertThat(Pilots.compared(pilots.after(4000, new SplittableRandom(4))).certain())
                .isPositive();
    }

    @Tag("slow")
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void soItIsInLongRuns(boolean recorded) {
        assertThat(Pilots.worseBy(0, recorded).proposed(200, PilotTables.DECISIONS, PilotTables.LOOK_EVERY))
                .isGreaterThanOrEqualTo(0.9);
        assertThat(Pilots.worseBy(0.1, recorded).proposed(1000, PilotTables.DECISIONS, PilotTables.LOOK_EVERY))
                .isLessThanOrEqualTo(most(1000));
    }

    /** 5 % and two standard errors. */
    private static double most(int runs) {
        return 0.05 + 2 * Math.sqrt(0.05 * 0.95 / runs);
    }
}
