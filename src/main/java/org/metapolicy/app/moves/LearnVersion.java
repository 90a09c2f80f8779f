package org.metapolicy.app.moves;

import com.google.gson.JsonParseException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.metapolicy.governance.FamilyState;
import org.metapolicy.governance.Reason;
import org.metapolicy.governance.SpawnChanges;
import org.metapolicy.governance.VersionSpec;
import org.metapolicy.noetic.LearningSamples;
import org.metapolicy.noetic.LinUcbUpdate;
import org.metapolicy.noetic.LinUcbUpdate.Learned;
import org.metapolicy.noetic.LinUcbUpdate.LeftOut;
import org.metapolicy.policy.Identifier;
import org.metapolicy.policy.LinUcbParameters;
import org.metapolicy.policy.MetapolicyException.Conflict;
import org.metapolicy.policy.MetapolicyException.InvalidInput;
import org.metapolicy.trail.CanonicalJson;
import org.metapolicy.trail.EventEvidence;
import org.metapolicy.trail.GovernanceAction;
import org.metapolicy.trail.GovernanceEvent;
import org.metapolicy.trail.VersionContents;

/** A new CANDIDATE that learned from a version's counted episodes; open to anyone who may write. */
public final class LearnVersion {
    private final GovernanceSession session;
    private final VersionMaker maker;
    private final LearningSamples samples;

    /** @param newId makes the id of what learned */
    public LearnVersion(GovernanceSession session, LearningSamples samples, Supplier<String> newId) {
        this.session = session;
        this.samples = samples;
        this.maker = new VersionMaker(session, newId);
    }

    /**
     * What came of it.
     *
     * @param used how many episodes it learned from, at least 1
     * @param leftOut how many counted episodes taught nothing, by why in lower case
     */
    public record Learnt(GovernanceEvent event, long used, Map<String, Long> leftOut) {}

    /**
     * Spawns what the version's LinUCB parameters become after its counted episodes.
     *
     * @throws Conflict if it has no LinUCB parameters, none of its counted episodes teaches anything, or what they teach cannot be
     *     solved for
     */
    public Learnt run(String versionId, String reason) {
        Identifier.require("version id", versionId);
        Reason.require(reason);
        FamilyState family = session.open(session.registry().familyOf(versionId), List.of(versionId));
        VersionContents contents = session.registry().contents(versionId);
        session.requireContents("learn from", session.registry().version(versionId));
        LinUcbUpdate update = update(versionId, contents);
        samples.forEach(versionId, update::take);
        Learned learned = update.learned();
        Map<String, Long> leftOut = learned.leftOut().entrySet().stream()
                .collect(Collectors.toMap(LearnVersion::name, Map.Entry::getValue));
        if (learned.used() == 0) {
            throw new Conflict(
                    "version '" + versionId + "' has nothing to learn from: of its counted episodes, none was"
                            + " used and " + leftOut
                            + " were left out; each needs a context of its context_dim, an intervention"
                            + " among its actions, a reward, and no override");
        }
        GovernanceEvent event = maker.make(
                family,
                child(versionId, contents, learned, session.registry().versionTags(family.id())),
                GovernanceAction.SPAWNED,
                reason,
                EventEvidence.of("learned_from", learned.used()).with("left_out", leftOut));
        return new Learnt(event, learned.used(), leftOut);
    }

    private static VersionSpec child(
            String versionId, VersionContents contents, Learned learned, List<String> tagsTaken) {
        try {
            return SpawnChanges.ofParameters(learned.parameters()).applyTo(versionId, contents, tagsTaken);
        } catch (InvalidInput unfit) {
            throw new Conflict(
                    "version '" + versionId + "' cannot learn, what it learned is no LinUCB: "
                            + unfit.getMessage()
                            + "; contexts of such large numbers leave nothing of what it knew before: give them on a smaller scale");
        }
    }

    private static LinUcbUpdate update(String versionId, VersionContents contents) {
        Map<String, Object> parameters = parameters(contents);
        if (!LinUcbParameters.isClaimedBy(parameters)) {
            throw new Conflict("version '" + versionId + "' has no LinUCB parameters to learn: they need"
                    + " {\"alpha\": a, \"actions\": {…}}");
        }
        try {
            return new LinUcbUpdate(parameters, contents.contextDim());
        } catch (InvalidInput malformed) {
            throw new Conflict("version '" + versionId + "' cannot learn, its parameters are not LinUCB's: "
                    + malformed.getMessage());
        }
    }

    /** Empty where another program wrote them, in a form of its own. */
    private static Map<String, Object> parameters(VersionContents contents) {
        try {
            return CanonicalJson.parse(contents.parameters());
        } catch (JsonParseException opaque) {
            return Map.of();
        }
    }

    private static String name(Map.Entry<LeftOut, Long> leftOut) {
        return leftOut.getKey().name().toLowerCase(Locale.ROOT);
    }
}
