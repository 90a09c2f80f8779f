package org.metapolicy.noetic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.metapolicy.policy.MetapolicyException.Conflict;
import org.metapolicy.policy.MetapolicyException.InvalidInput;
import org.metapolicy.policy.RiskTier;

class LinUcbTest {
    private static final String ACTION = "{\"A\": [[2, 0.5], [0.5, 1]], \"b\": [1, 0.2]}";

    private static VersionPolicy version(Integer dimension, String parameters) {
        return new VersionPolicy("v", "p", dimension, parameters, RiskTier.SAFE, List.of());
    }

    private static InterventionOption option(String id, RiskLevel risk) {
        return new InterventionOption(id, id, true, risk);
    }

    private static LinUcb bandit(String actions) {
        return LinUcb.of(version(2, "{\"alpha\": 0.3, \"actions\": {" + actions + "}}"))
                .orElseThrow();
    }

    @Test
    void theBoundIsThatOfAlgorithm1() {
        // A = [[2, .5], [.5, 1]], b = [1, .2], x = [1, 2]:
        // python3 -c "from math import *; i=[[1/1.75,-.5/1.75],[-.5/1.75,2/1.75]]; m=lambda v:[sum(p*q for p,q in
        // zip(r,v))
        //   for r in i]; d=lambda u,v:sum(p*q for p,q in zip(u,v)); print(d(m([1,.2]),[1,2]),
        // .3*sqrt(d([1,2],m([1,2]))))"
        Recommendation only = bandit("\"a\": " + ACTION)
                .rank(List.of(1.0, 2.0), List.of(option("a", RiskLevel.LOW)), RiskLevel.LOW)
                .get(0);
        assertThat(only.mean()).isCloseTo(0.4, within(1e-9));
        assertThat(only.width()).isCloseTo(0.6, within(1e-9));
        assertThat(only.score()).isEqualTo(only.mean() + only.width());
    }

    @Test
    void ranksByTheBoundAndTiesById() {
        LinUcb bandit = bandit("\"b\": " + ACTION + ", \"a\": " + ACTION
                + ", \"c\": {\"A\": [[1, 0], [0, 1]], \"b\": [5, 0]}, \"unused\": " + ACTION);
        assertThat(bandit.rank(
                        List.of(1.0, 2.0),
                        List.of(option("b", RiskLevel.LOW), option("c", RiskLevel.LOW), option("a", RiskLevel.LOW)),
                        RiskLevel.LOW))
                .extracting(one -> one.intervention().id())
                .containsExactly("c", "a", "b");
    }

    @Test
    void onlyActiveInterventionsOfAllowedRiskAreRanked() {
        LinUcb bandit = bandit("\"a\": " + ACTION + ", \"b\": " + ACTION + ", \"c\": " + ACTION);
        List<InterventionOption> options = List.of(
                option("a", RiskLevel.MEDIUM),
                option("b", RiskLevel.LOW),
                new InterventionOption("c", "c", false, RiskLevel.LOW),
                option("stranger", RiskLevel.LOW));
        assertThat(bandit.rank(List.of(1.0, 2.0), options, RiskLevel.LOW))
                .extracting(one -> one.intervention().id())
                .containsExactly("b");
        assertThat(bandit.rank(List.of(1.0, 2.0), options, RiskLevel.HIGH)).hasSize(2);
        assertThat(RiskLevel.of("who knows")).isEqualTo(RiskLevel.HIGH);
        assertThat(RiskLevel.of("low")).isEqualTo(RiskLevel.LOW);
        assertThat(RiskLevel.of(null)).isEqualTo(RiskLevel.HIGH);
    }

    @Test
    void aVectorOfAnotherLengthOrWithoutNumbersIsRefused() {
        LinUcb bandit = bandit("\"a\": " + ACTION);
        assertThatThrownBy(() -> bandit.rank(List.of(1.0), List.of(), RiskLevel.LOW))
                .isInstanceOf(InvalidInput.class)
                .hasMessage("the context vector has 1 numbers: the context_dim of version 'v' is 2");
        for (Double odd : Arrays.asList(Double.NaN, Double.POSITIVE_INFINITY, null)) {
            assertThatThrownBy(() -> bandit.rank(Arrays.asList(1.0, odd), List.of(), RiskLevel.LOW))
                    .isInstanceOf(InvalidInput.class)
                    .hasMessageContaining("finite");
        }
    }

    /** NaN would stand before every score, and Infinity beside Infinity. */
    @Test
    void aVectorOfWhichThereIsNoFiniteScoreIsRefused() {
        LinUcb bandit = bandit("\"a\": " + ACTION);
        List<InterventionOption> options = List.of(option("a", RiskLevel.LOW));
        assertThatThrownBy(() -> bandit.rank(List.of(1e308, -1e308), options, RiskLevel.LOW))
                .isInstanceOf(InvalidInput.class)
                .hasMessage("the context vector holds 1.0E308: intervention 'a' of version 'v' has no finite score of"
                        + " numbers as large as that");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"alpha\": -1, \"actions\": {}} | parameters.alpha is -1.0: it must be a finite number of at least 0",
                "{\"alpha\": 1, \"actions\": {\"a\": {\"A\": [[1]], \"b\": [1]}}}"
                        + " | parameters.actions.a.A has 1 rows: it must have context_dim = 2",
                "{\"alpha\": 1, \"actions\": | End of input",
                "[[null, 1]] | it must be a JSON map"
            })
    void parametersOfAnotherFormAreNamed(String parameters, String problem) {
        assertThatThrownBy(() -> LinUcb.of(version(2, parameters)))
                .isInstanceOf(Conflict.class)
                .hasMessageContaining("version 'v' cannot recommend")
                .hasMessageContaining(problem);
    }

    @Test
    void aVersionWithoutBanditHasNone() {
        assertThat(LinUcb.of(version(2, null))).isEmpty();
        assertThat(LinUcb.of(version(2, "{\"theta\": [1, 2]}"))).isEmpty();
        assertThat(LinUcb.of(version(2, "null"))).isEmpty();
        assertThatThrownBy(() -> LinUcb.of(version(null, "{\"alpha\": 1, \"actions\": {}}")))
                .isInstanceOf(Conflict.class)
                .hasMessageContaining("context_dim");
    }
}
