package org.metapolicy.noetic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.metapolicy.noetic.LinUcbUpdate.Learned;
import org.metapolicy.noetic.LinUcbUpdate.LeftOut;
import org.metapolicy.policy.MetapolicyException.InvalidInput;

class LinUcbUpdateTest {
    private static final Map<String, Object> PARAMETERS = Map.of(
            "alpha",
            0.5,
            "actions",
            Map.of(
                    "rest", Map.of("A", List.of(List.of(2.0, 0.5), List.of(0.5, 1L)), "b", List.of(0.1, -0.2)),
                    "cue", Map.of("A", List.of(List.of(1.0, 0.0), List.of(0.0, 1.0)), "b", List.of(0L, 0.0))));

    private static Learned learned(List<LearningSample> samples) {
        LinUcbUpdate update = new LinUcbUpdate(PARAMETERS, 2L);
        samples.forEach(update::take);
        return update.learned();
    }

    private static LearningSample sample(String intervention, double reward, Double... context) {
        return new LearningSample(List.of(context), intervention, reward, false);
    }

    @Test
    void eachDecisionAddsItsContextToWhatWasDone() {
        // python3 - <<'P'
        // A={'rest':[[2.,.5],[.5,1.]],'cue':[[1.,0.],[0.,1.]]}; b={'rest':[.1,-.2],'cue':[0.,0.]}
        // for x,a,r in [([.3,-1.2],'rest',.7),([.1,.2],'cue',-.4),([2.5,.25],'rest',.05)]:
        //   for i in range(2):
        //     b[a][i]+=r*x[i]
        //     for j in range(2): A[a][i][j]+=x[i]*x[j]
        // print(A,b)
        // P
        Learned learned = learned(List.of(
                sample("rest", 0.7, 0.3, -1.2), sample("cue", -0.4, 0.1, 0.2), sample("rest", 0.05, 2.5, 0.25)));
        assertThat(learned.used()).isEqualTo(3);
        assertThat(learned.leftOut()).isEmpty();
        assertThat(learned.parameters()).containsEntry("alpha", 0.5);
        near(learned, "rest", List.of(8.34, 0.765, 0.765, 2.5025), List.of(0.435, -1.0275));
        near(learned, "cue", List.of(1.01, 0.02, 0.02, 1.04), List.of(-0.04, -0.08));
    }

    @Test
    void whatTeachesNothingIsLeftOutAndCounted() {
        Learned learned = learned(List.of(
                new LearningSample(List.of(1.0, 1.0), "rest", 1.0, true),
                new LearningSample(List.of(), "rest", 1.0, false),
                new LearningSample(List.of(1.0), "rest", 1.0, false),
                new LearningSample(List.of(1.0, 1.0), "breathe", 1.0, false),
                new LearningSample(List.of(1.0, 1.0), null, 1.0, false),
                new LearningSample(List.of(1.0, 1.0), "rest", null, false)));
        assertThat(learned.used()).isZero();
        assertThat(learned.leftOut())
                .isEqualTo(Map.of(
                        LeftOut.OVERRIDDEN, 1L,
                        LeftOut.WITHOUT_CONTEXT, 2L,
                        LeftOut.OTHER_INTERVENTION, 2L,
                        LeftOut.WITHOUT_REWARD, 1L));
        near(learned, "rest", List.of(2.0, 0.5, 0.5, 1.0), List.of(0.1, -0.2));
    }

    /** Their squares, or their sum, would be Infinity, or what JSON does not tell from its neighbours. */
    @Test
    void whatIsTooLargeForTheParametersIsLeftOutAndHoldsUpNoOther() {
        Learned learned = learned(List.of(
                sample("rest", 0.7, 0.3, -1.2),
                sample("rest", 0.5, 1e308, -1e308),
                sample("rest", 0.5, 1e154, 1e154),
                sample("cue", 0.5, 1e8, 0.0),
                sample("cue", -0.4, 0.1, 0.2),
                sample("rest", 0.05, 2.5, 0.25)));
        assertThat(learned.used()).isEqualTo(3);
        assertThat(learned.leftOut()).isEqualTo(Map.of(LeftOut.TOO_LARGE, 3L));
        near(learned, "rest", List.of(8.34, 0.765, 0.765, 2.5025), List.of(0.435, -1.0275));
        near(learned, "cue", List.of(1.01, 0.02, 0.02, 1.04), List.of(-0.04, -0.08));
    }

    @Test
    void parametersOfAnotherFormAreRefused() {
        assertThatThrownBy(() -> new LinUcbUpdate(Map.of("actions", Map.of()), 2L))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("parameters.alpha is null");
        assertThatThrownBy(() -> new LinUcbUpdate(PARAMETERS, 3L))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("it must have context_dim = 3");
    }

    private static void near(Learned learned, String action, List<Double> a, List<Double> b) {
        Map<?, ?> model = (Map<?, ?>) ((Map<?, ?>) learned.parameters().get("actions")).get(action);
        List<Double> rows = ((List<?>) model.get("A"))
                .stream()
                        .flatMap(row -> ((List<?>) row).stream())
                        .map(Double.class::cast)
                        .toList();
        List<Double> vector =
                ((List<?>) model.get("b")).stream().map(Double.class::cast).toList();
        for (int i = 0; i < a.size(); i++) {
            assertThat(rows.get(i)).isCloseTo(a.get(i), within(1e-9));
        }
        for (int i = 0; i < b.size(); i++) {
            assertThat(vector.get(i)).isCloseTo(b.get(i), within(1e-9));
        }
    }
}
