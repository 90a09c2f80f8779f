package org.metapolicy.counterfactual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.metapolicy.policy.Input;
import org.metapolicy.policy.MetapolicyException.InvalidInput;

class EvaluationOptionsTest {
    @Test
    void whatSomebodyElseReadsIsListedAmongTheKnown() {
        assertThatThrownBy(() -> EvaluationOptions.ofAll(options("until"), "config", "without"))
                .isInstanceOf(InvalidInput.class)
                .hasMessage("unknown option 'until': known are from, to, propensity_min, coverage_min, worse_margin,"
                        + " config, without");
        assertThat(EvaluationOptions.ofAll(options("config"), "config", "without")
                        .coverageMin())
                .isEqualTo(0.9);
    }

    private static Input options(String key) {
        return Input.of("options", Map.of(key, 1L));
    }
}
