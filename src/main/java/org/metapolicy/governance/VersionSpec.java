package org.metapolicy.governance;

import java.util.Map;
import org.metapolicy.counterfactual.EvaluationOptions;
import org.metapolicy.policy.FreeForm;
import org.metapolicy.policy.Input;
import org.metapolicy.policy.LinUcbParameters;
import org.metapolicy.policy.MetapolicyException.InvalidInput;
import org.metapolicy.policy.ValueKind;

/**
 * What a caller says of a version to register, checked.
 *
 * @param id null where one is to be made
 * @param policyId null where the family's id stands in
 * @param tag null where the next one is to be made
 * @param parentId a version of the same family that it came from; null for none
 * @param contextDim null where neither the caller nor the parameters say
 */
public record VersionSpec(
        String id,
        String policyId,
        String tag,
        String parentId,
        FreeForm hyperparams,
        FreeForm parameters,
        Long contextDim) {
    private static final String ID = "id";
    private static final String POLICY_ID = "policy_id";
    private static final String VERSION_TAG = "version_tag";
    private static final String PARENT = "parent_version_id";
    private static final String HYPERPARAMS = "hyperparams";
    private static final String PARAMETERS = "parameters";
    private static final String CONTEXT_DIM = "context_dim";

    /** Far beyond any vector of context: a model of it has as many numbers squared. */
    private static final long DIMENSION_MAX = 100_000;

    /** The id of a version to be: what stands for nobody where a version is compared is no version's. */
    public static final ValueKind<String> NEW_ID = ValueKind.of(
            ValueKind.ID.range() + ", and not " + EvaluationOptions.NOBODY + ", which stands for nobody",
            value -> EvaluationOptions.NOBODY.equals(value) ? null : ValueKind.ID.read(value));

    /** The length of a version's context vectors. */
    public static final ValueKind<Long> DIMENSION = ValueKind.integer(1, DIMENSION_MAX);

    /**
     * Reads what a version is made of.
     *
     * @throws InvalidInput if a key is unknown, a value of another type, or LinUCB parameters are malformed
     */
    public static VersionSpec of(Input spec) {
        spec.only(CONTEXT_DIM, HYPERPARAMS, ID, PARAMETERS, PARENT, POLICY_ID, VERSION_TAG);
        FreeForm parameters = spec.large(PARAMETERS);
        return new VersionSpec(
                spec.read(ID, NEW_ID).orElse(null),
                spec.read(POLICY_ID, ValueKind.ID).orElse(null),
                spec.read(VERSION_TAG, ValueKind.TEXT).map(VersionTag::require).orElse(null),
                spec.read(PARENT, ValueKind.ID).orElse(null),
                spec.freeForm(HYPERPARAMS),
                parameters,
                dimension(parameters.asMap(), spec.read(CONTEXT_DIM, DIMENSION).orElse(null)));
    }

    /**
     * The length of a version's context vectors: of LinUCB parameters, which must have their form, else as given.
     *
     * @param contextDim null where nobody says
     * @throws InvalidInput if the parameters have {@code actions} and break the form
     */
    public static Long dimension(Map<String, Object> parameters, Long contextDim) {
        return LinUcbParameters.isClaimedBy(parameters)
                ? (Long) (long) LinUcbParameters.of(parameters, contextDim).dimension()
                : contextDim;
    }
}
