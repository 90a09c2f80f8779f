package org.metapolicy.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.Gson;
import java.util.Map;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.metapolicy.policy.MetapolicyException.InvalidInput;

/** The form in which versions are registered and from which recommendations are made. */
class LinUcbParametersTest {
    @Test
    void theFormIsReadAndTheDimensionFollowsFromIt() {
        LinUcbParameters parameters =
                of("{'alpha': 0.3, 'actions': {'b': {'A': [[2, 0], [0, 4]], 'b': [1, 0]}}}", null);
        assertThat(parameters.alpha()).isEqualTo(0.3);
        assertThat(parameters.dimension()).isEqualTo(2);
        assertThat(parameters.models()).containsOnlyKeys("b");
        LinUcbParameters.Model model = parameters.models().get("b");
        assertThat(model.b().toArray()).containsExactly(1, 0);
        // A x = (1, 1) for A = diag(2, 4) gives x = (1/2, 1/4).
        assertThat(model.a().solve(new ArrayRealVector(new double[] {1, 1})).toArray())
                .containsExactly(new double[] {0.5, 0.25}, within(1e-12));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "{'alpha': -1, 'actions': {}} | parameters.alpha is -1.0: it must be a finite number of at least 0",
                "{'alpha': NaN, 'actions': {}} | parameters.alpha is 'NaN', a text: it must be a finite number of at least 0",
                "{'actions': {}} | parameters.alpha is null: it must be a finite number of at least 0",
                "{'alpha': 1, 'actions': []} | parameters.actions is []: it must be a map of {A, b} by intervention id,"
                        + " and not empty",
                "{'alpha': 1, 'actions': {}} | parameters.actions is {}: it must be a map of {A, b} by intervention id,"
                        + " and not empty",
                "{'alpha': 1, 'actions': {'a': 3}} | parameters.actions.a must be a map with A, a list of rows, and b, a"
                        + " list of numbers",
                "{'alpha': 1, 'actions': {'a': {'A': [[1, 0], [0, 1]]}}} | parameters.actions.a must be a map with A, a"
                        + " list of rows, and b, a list of numbers",
                "{'alpha': 1, 'actions': {'a': {'A': [[1, 0], [0, 1]], 'b': [1]}}} | parameters.actions.a.b has 1"
                        + " numbers: it must have context_dim = 2",
                "{'alpha': 1, 'actions': {'a': {'A': [[1, 0]], 'b': [1, 1]}}} | parameters.actions.a.A has 1 rows: it"
                        + " must have context_dim = 2",
                "{'alpha': 1, 'actions': {'a': {'A': [[1, 0], [0]], 'b': [1, 1]}}} | parameters.actions.a.A[1] has 1"
                        + " numbers: it must have context_dim = 2",
                "{'alpha': 1, 'actions': {'a': {'A': [[1, 0.5], [0, 1]], 'b': [1, 1]}}} | parameters.actions.a.A is not"
                        + " symmetric: row 0, column 1",
                "{'alpha': 1, 'actions': {'a': {'A': [[1, 2], [2, 1]], 'b': [1, 1]}}} | parameters.actions.a.A is not"
                        + " positive definite",
                "{'alpha': 1, 'actions': {'a': {'A': [[1, 0], [0, 'x']], 'b': [1, 1]}}} | parameters.actions.a.A[1][1]"
                        + " is 'x', a text: it must be a finite number"
            })
    void whatBreaksTheFormIsNamed(String parameters, String problem) {
        assertThatThrownBy(() -> of(parameters, 2L))
                .isInstanceOf(InvalidInput.class)
                .hasMessage(problem);
    }

    @Test
    void onlyWhatHasActionsClaimsTheForm() {
        assertThat(LinUcbParameters.isClaimedBy(Map.of("theta", 1))).isFalse();
        assertThat(LinUcbParameters.isClaimedBy(Map.of("actions", 1))).isTrue();
    }

    private static LinUcbParameters of(String json, Long contextDim) {
        return LinUcbParameters.of(new Gson().fromJson(json, Map.class), contextDim);
    }
}
