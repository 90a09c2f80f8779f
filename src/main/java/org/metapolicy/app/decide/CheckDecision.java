package org.metapolicy.app.decide;

import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import org.metapolicy.noetic.VersionPolicies;
import org.metapolicy.policy.MetapolicyException.InvalidInput;
import org.metapolicy.policy.MetapolicyException.NotFound;
import org.metapolicy.policy.Shown;
import org.metapolicy.selection.Adjustments;
import org.metapolicy.selection.Candidates;
import org.metapolicy.selection.Decision;
import org.metapolicy.selection.Families;
import org.metapolicy.selection.VersionStanding;
import org.metapolicy.selection.token.DecisionToken;
import org.metapolicy.selection.token.KeptStanding;
import org.metapolicy.selection.token.KeptStandings;
import org.metapolicy.selection.token.Position;
import org.metapolicy.selection.token.Positions;
import org.metapolicy.selection.token.Standing;

/** Holds a decision that somebody brings against what the family's graph says of the moment at which it was made. */
public final class CheckDecision {
    /** What the graph tells. */
    public record Memory(
            Families families,
            Positions positions,
            KeptStandings kept,
            VersionPolicies policies,
            Adjustments adjustments) {}

    /**
     * A decision that can be recorded.
     *
     * @param unverified why it cannot be held against the graph any more; empty where it was
     */
    public record Checked(DecisionToken token, Decision decision, Optional<String> unverified) {}

    private static final String WHERE = "episode.decision_id";

    private final Memory memory;

    public CheckDecision(Memory memory) {
        this.memory = memory;
    }

    /**
     * @param versionId the version that is said to have decided; null for nobody
     * @throws InvalidInput if the text is no decision, or one that was edited, is another family's or version's, or is not
     *     what the family would have decided there
     */
    public Checked run(String versionId, String decisionId) {
        DecisionToken token = DecisionToken.read(WHERE, decisionId);
        Decision decision = token.known().decide();
        String familyId = token.familyId();
        if (versionId != null && !memory.adjustments().governs(familyId, versionId)) {
            throw new InvalidInput(WHERE + " is a decision of meta-policy '" + familyId + "', and version '" + versionId
                    + "' is none of its versions");
        }
        if (!Objects.equals(id(decision.served()), versionId)) {
            throw new InvalidInput(WHERE + " is a decision for "
                    + (decision.served() == null ? "nobody" : "version '" + id(decision.served()) + "'")
                    + ", and versionId is " + Shown.value(versionId)
                    + ": it must be the versionId that select gave with it");
        }
        return new Checked(token, decision, unverified(token, decision));
    }

    private Optional<String> unverified(DecisionToken token, Decision decision) {
        String familyId = token.familyId();
        Position now = memory.positions().of(familyId);
        if (token.position().isAfter(now)) {
            throw new InvalidInput(WHERE + " was made at " + token.position() + " of meta-policy '" + familyId
                    + "', which stands at " + now + ": there was no such moment");
        }
        if (!token.position().equals(now)) {
            return earlier(token, decision);
        }
        Candidates stands =
                memory.families().find(familyId, token.place()).orElseThrow(() -> NotFound.metaPolicy(familyId));
        Standing standing = new Standing(token.known().family(), stands);
        standing.difference().ifPresent(CheckDecision::refuse);
        choices(token, decision).ifPresent(CheckDecision::refuse);
        return standing.approvalEnded()
                ? Optional.of("it rests on an approval of acting under a high load that does not hold now")
                : Optional.empty();
    }

    private Optional<String> earlier(DecisionToken token, Decision decision) {
        Optional<KeptStanding> stood = memory.kept().at(token.familyId(), token.position());
        if (stood.isEmpty()) {
            return Optional.of("the family was refreshed or changed since, and how it stood then is not kept");
        }
        if (!stood.get().holds(token)) {
            refuse("the settings, versions or figures that it tells are not those of the table of its time");
        }
        return choices(token, decision).map(difference -> "the family was refreshed since, and " + difference);
    }

    private static void refuse(String difference) {
        throw new InvalidInput(WHERE + " is not what the graph says of that moment: " + difference
                + "; it must be a decisionId as select gave it");
    }

    private Optional<String> choices(DecisionToken token, Decision decision) {
        new KnownSuggestions(memory.policies(), memory.adjustments()).require(token.familyId(), token.suggestions());
        WouldDo wouldDo = new WouldDo(
                memory.policies(),
                token.place().vector(),
                token.suggestions(),
                token.known().signals().affectiveLoad(),
                token.known().family().settings());
        SortedMap<String, String> standing = wouldDo.all(decision);
        return standing.equals(token.choices())
                ? Optional.empty()
                : Optional.of(
                        "its versions are told to have chosen " + token.choices() + ", and would choose " + standing);
    }

    private static String id(VersionStanding version) {
        return version == null ? null : version.id();
    }
}
