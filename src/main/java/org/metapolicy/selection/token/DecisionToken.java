package org.metapolicy.selection.token;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.metapolicy.policy.MetapolicyException.Conflict;
import org.metapolicy.policy.MetapolicyException.InvalidInput;
import org.metapolicy.selection.Circumstances;
import org.metapolicy.selection.CircumstancesCodec;
import org.metapolicy.selection.Decision;
import org.metapolicy.selection.Place;
import org.metapolicy.selection.VersionStanding;

/**
 * A decision that nobody recorded yet, with all that recording it needs. It holds no id of a person.
 *
 * @param at when it was decided
 * @param position where the family stood
 * @param place the context that it was decided in, for nobody named
 * @param suggestions what the caller's bandit would have done, by version
 * @param choices what each version would have done, as far as it was known
 * @param known all that it depended on
 */
public record DecisionToken(
        Instant at,
        Position position,
        Place place,
        SortedMap<String, String> suggestions,
        SortedMap<String, String> choices,
        Circumstances known) {
    private static final Gson GSON = new GsonBuilder().disableHtmlEscaping().create();

    /** As it is written; what was answered stands beside what it follows from. */
    private record Contents(
            String at,
            Long table,
            long events,
            String cluster,
            List<Double> context,
            SortedMap<String, String> suggestions,
            SortedMap<String, String> choices,
            String decision,
            String version,
            String suggested,
            double propensity,
            String known) {}

    public DecisionToken {
        suggestions = new TreeMap<>(suggestions == null ? new TreeMap<>() : suggestions);
        choices = new TreeMap<>(choices == null ? new TreeMap<>() : choices);
    }

    /**
     * The text that stands for it.
     *
     * @param decision what follows from its circumstances
     */
    public String text(Decision decision) {
        return SealedText.seal(GSON.toJson(new Contents(
                at.toString(),
                position.table(),
                position.events(),
                place.cluster(),
                place.vector(),
                suggestions,
                choices,
                decision.kind().name(),
                id(decision.served()),
                id(decision.suggested()),
                decision.propensity(),
                CircumstancesCodec.write(known))));
    }

    /**
     * Reads such a text.
     *
     * @param where what messages call it
     * @throws InvalidInput if it is none, was edited, or its answer does not follow from what it says that it rested on
     */
    public static DecisionToken read(String where, String text) {
        Contents contents;
        DecisionToken token;
        Decision again;
        try {
            contents = GSON.fromJson(SealedText.open(where, text), Contents.class);
            token = new DecisionToken(
                    Instant.parse(contents.at),
                    new Position(contents.table, contents.events),
                    new Place(contents.cluster, contents.context, null),
                    contents.suggestions,
                    contents.choices,
                    CircumstancesCodec.read(contents.known));
            again = token.known.decide();
        } catch (JsonParseException
                | NumberFormatException
                | DateTimeException
                | Conflict
                | NullPointerException
                | ClassCastException forged) {
            throw new InvalidInput(where + " cannot be read as a decision: it must be a decisionId as select gave it");
        }
        if (!(again.kind().name().equals(contents.decision)
                && Objects.equals(id(again.served()), contents.version)
                && Objects.equals(id(again.suggested()), contents.suggested)
                && again.propensity() == contents.propensity)) {
            throw new InvalidInput(where + " says " + contents.decision + " of version '" + contents.version
                    + "' with probability " + contents.propensity + ", and deciding again in its circumstances gives "
                    + again.kind() + " of version '" + id(again.served()) + "' with probability " + again.propensity()
                    + ": it must be a decisionId as select gave it");
        }
        return token;
    }

    public String familyId() {
        return known.family().id();
    }

    /** The id of the adjustment that comes of it: the same for the same decision, so that it is recorded once. */
    public String adjustmentId() {
        return "adjustment-" + uuid();
    }

    /** The id of the episode that comes of it where nobody gives one, likewise. */
    public String episodeId() {
        return "episode-" + uuid();
    }

    private UUID uuid() {
        return UUID.nameUUIDFromBytes(("decision\n" + familyId() + "\n" + at + "\n" + CircumstancesCodec.write(known))
                .getBytes(StandardCharsets.UTF_8));
    }

    private static String id(VersionStanding version) {
        return version == null ? null : version.id();
    }
}
