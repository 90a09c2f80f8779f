package org.metapolicy.trust;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.metapolicy.policy.RewardRange;
import org.metapolicy.trust.betting.FollowingBet;
import org.metapolicy.trust.betting.MirrorProcess;
import org.metapolicy.trust.betting.Starts;

/**
 * The formats in which running states were ever stored, as steps from each to the next. A step names what its format
 * named, as it was called then: what is declared in {@link Guardrail} and {@link Variable} today may change without it.
 */
final class EvidenceFormats {
    /** The first format that told what is missing from what is 0. */
    static final int MISSING_IS_KNOWN = 3;

    /** The n-th leads from format n + 1 to n + 2. */
    private static final List<UnaryOperator<JsonObject>> STEPS =
            List.of(EvidenceFormats::fromFirst, EvidenceFormats::fromSecond, EvidenceFormats::fromThird);

    /** The guardrails that format 3 shared its error among. */
    private static final double SLOTS_OF_THIRD = 8;

    /** What guardrails of format 1 looked at, in the order of its arrays. */
    private static final List<String> FIRST_VARIABLES =
            List.of("overrides", "safety_flags", "reward", "delta_coherence", "delta_accuracy", "delta_calibration");

    private EvidenceFormats() {}

    /** The same state in a later format. Throws what Gson throws where it is not whole. */
    static JsonObject carryOver(JsonObject stored, int from, int to) {
        JsonObject state = stored;
        for (int format = from; format < to; format++) {
            state = STEPS.get(format - 1).apply(state);
            state.addProperty("format", format + 1);
        }
        return state;
    }

    /**
     * Format 1 named guardrails after constants of Java, gave each measure of a window a member of its own, and told what
     * an open session had summed up by place in an array.
     */
    private static JsonObject fromFirst(JsonObject first) {
        JsonObject second = first.deepCopy();
        second.add("open", window(first.getAsJsonObject("open")));
        JsonArray closed = new JsonArray();
        first.getAsJsonArray("closed").forEach(window -> closed.add(window(window.getAsJsonObject())));
        second.add("closed", closed);
        JsonObject guardrails = new JsonObject();
        first.getAsJsonObject("guardrails")
                .entrySet()
                .forEach(entry -> guardrails.add(entry.getKey().toLowerCase(Locale.ROOT), entry.getValue()));
        second.add("guardrails", guardrails);
        second.getAsJsonObject("sessions").getAsJsonArray("open").forEach(session -> session.getAsJsonObject()
                .add("values", values(session.getAsJsonObject().getAsJsonObject("values"))));
        if (first.has("baseline")) {
            JsonObject baseline = second.getAsJsonObject("baseline");
            if (!baseline.has("overrideMax")) {
                throw new IllegalArgumentException("baseline lacks overrideMax, which no format 1 left out");
            }
            rename(baseline, "rewardFloor", "degradation");
            rename(baseline, "overrideMax", "override_surge");
        }
        return second;
    }

    /**
     * Format 2 did not hold how many episodes name a segment: taken as all, amplification means what it meant. Nor what was
     * known of the index at closings: not known, so that it stops nobody. Nor evidence that limits are kept, which begins
     * anew.
     */
    private static JsonObject fromSecond(JsonObject second) {
        JsonObject third = second.deepCopy();
        third.addProperty("begun", 2);
        segmented(third.getAsJsonObject("open"));
        third.getAsJsonArray("closed").forEach(window -> segmented(window.getAsJsonObject()));
        JsonArray known = new JsonArray();
        third.getAsJsonArray("closings").forEach(closing -> known.add(JsonNull.INSTANCE));
        third.add("closingsKnown", known);
        third.add("sessions", sessions(third.getAsJsonObject("sessions")));
        third.getAsJsonObject("guardrails").entrySet().forEach(guardrail -> guardrail
                .getValue()
                .getAsJsonObject()
                .add("values", guardrail.getValue().getAsJsonObject().get("n")));
        third.getAsJsonObject("guardrails").entrySet().forEach(guardrail -> guardrail
                .getValue()
                .getAsJsonObject()
                .add("mirror", new Gson().toJsonTree(MirrorProcess.State.fresh())));
        return third;
    }

    /**
     * Format 3 knew no other range of rewards than the whole one, and summed nothing up over sessions. It counted an episode's
     * status with its outcome, of which there were as many then as episodes: an override that timed out counted as one without
     * a flag. Sessions of statuses begin anew; what was open holds both. Nor did it hold what a version's own decisions met:
     * what its windows still tell of. Each of eight guardrails had a capital of its own, which alarmed at
     * 160: an eighth of each is the part of one capital that alarms at 20, and is worth 1 in the mean as they were. Nothing is
     * remembered of its last outcomes by context, and none is watched apart yet.
     */
    private static JsonObject fromThird(JsonObject third) {
        JsonObject fourth = third.deepCopy();
        withOutcomes(fourth.getAsJsonObject("open"));
        fourth.getAsJsonArray("closed").forEach(window -> withOutcomes(window.getAsJsonObject()));
        fourth.add("outcomesTotal", third.get("nTotal"));
        fourth.add("outcomesSinceResume", third.get("nSinceResume"));
        fourth.add("statusSessions", emptySessions());
        fourth.add("rewards", new Gson().toJsonTree(RewardRange.WHOLE));
        fourth.add("sums", new JsonObject());
        Set<String> met = new LinkedHashSet<>();
        third.getAsJsonArray("closed").forEach(window -> met.addAll(clusters(window.getAsJsonObject())));
        met.addAll(clusters(third.getAsJsonObject("open")));
        fourth.add("contexts", new Gson().toJsonTree(met));
        fourth.add("history", new JsonArray());
        fourth.add("watches", new JsonArray());
        long starts = 0;
        double unspent = SLOTS_OF_THIRD;
        boolean alarmed = false;
        for (Map.Entry<String, JsonElement> entry :
                fourth.getAsJsonObject("guardrails").entrySet()) {
            JsonObject guardrail = entry.getValue().getAsJsonObject();
            long opened = guardrail.remove("starts").getAsLong();
            starts = Math.max(starts, opened);
            unspent += 1 / Math.sqrt(Math.sqrt(opened + 1.0)) - 1;
            alarmed |= guardrail.remove("alarmed").getAsBoolean();
            guardrail.add("wealth", partOfOneCapital(guardrail.getAsJsonArray("wealth")));
            guardrail.addProperty("pending", guardrail.get("pending").getAsDouble() / SLOTS_OF_THIRD);
            JsonArray following = new JsonArray();
            for (int i = 0; i < FollowingBet.MEMORY.length; i++) {
                following.add(new Gson().toJsonTree(FollowingBet.State.NOTHING));
            }
            guardrail.add("following", following);
        }
        JsonObject capital = new JsonObject();
        capital.add("starts", new Gson().toJsonTree(new Starts.State(starts, unspent / SLOTS_OF_THIRD)));
        JsonArray given = new JsonArray();
        WatchCapital.FIRST.stream()
                .map(first -> first.variable().key())
                .sorted()
                .forEach(given::add);
        capital.add("given", given);
        capital.addProperty("alarmed", alarmed);
        fourth.add("capital", capital);
        return fourth;
    }

    private static Set<String> clusters(JsonObject window) {
        return window.getAsJsonObject("clusters").keySet();
    }

    private static void withOutcomes(JsonObject window) {
        window.add("outcomes", window.get("n"));
    }

    private static JsonObject emptySessions() {
        JsonObject sessions = new JsonObject();
        sessions.add("parts", new JsonArray());
        sessions.add("closed", new JsonArray());
        sessions.add("clock", new Gson().toJsonTree(SessionClock.State.UNSET));
        sessions.add("lengths", new Gson().toJsonTree(SessionLengths.none()));
        sessions.addProperty("episodes", 0);
        sessions.addProperty("beyond", 0);
        return sessions;
    }

    private static JsonArray partOfOneCapital(JsonArray third) {
        JsonArray wealth = new JsonArray();
        third.forEach(bet -> wealth.add(bet.getAsDouble() / SLOTS_OF_THIRD));
        for (int i = 0; i < FollowingBet.MEMORY.length; i++) {
            wealth.add(0.0);
        }
        return wealth;
    }

    /**
     * Takes from a state of today what a state that was carried over from an earlier format does not know.
     *
     * @param begun the format that it was begun under
     */
    static void forgetWhatCameLater(JsonObject state, int begun) {
        state.remove("begun");
        state.remove("sums");
        state.remove("history");
        state.remove("watches");
        state.remove("contexts");
        // Coverage was measured against what the whole family knew.
        state.remove("closings");
        state.remove("closingsKnown");
        state.remove("capital");
        state.remove("guardrails");
        if (begun < MISSING_IS_KNOWN) {
            state.remove("sessions");
            forgetSegmented(state.getAsJsonObject("open"));
            state.getAsJsonArray("closed").forEach(window -> forgetSegmented(window.getAsJsonObject()));
        }
    }

    /** Of what is nobody's too: it holds what a window had when the first that was somebody's came. */
    private static void forgetSegmented(JsonObject window) {
        window.remove("segmented");
        if (window.has("units")) {
            window.getAsJsonObject("units")
                    .entrySet()
                    .forEach(unit -> unit.getValue().getAsJsonObject().remove("segmented"));
        }
    }

    /** What was open is fed as the mean that it was; how long sessions are, and how time goes on, is learnt anew. */
    private static JsonObject sessions(JsonObject second) {
        JsonObject third = emptySessions();
        JsonArray parts = new JsonArray();
        second.getAsJsonArray("open").forEach(session -> {
            JsonObject part = session.getAsJsonObject().deepCopy();
            part.addProperty("most", SessionPart.MEAN);
            part.addProperty("before", 0);
            part.addProperty("count", 0);
            part.addProperty("seen", 0);
            part.addProperty("done", false);
            part.addProperty("active", true);
            part.addProperty("fed", false);
            parts.add(part);
        });
        third.add("parts", parts);
        third.add("closed", second.get("closed"));
        // Not looked at any more, and damage where it is missing all the same.
        second.get("watermark").getAsLong();
        return third;
    }

    private static void segmented(JsonObject window) {
        window.add("segmented", window.get("n"));
    }

    private static JsonObject window(JsonObject first) {
        JsonObject second = first.deepCopy();
        JsonObject measures = new JsonObject();
        second.add("measures", measures);
        List.of("reward", "coherence", "accuracy", "calibration").forEach(name -> {
            JsonObject moments = second.remove(name).getAsJsonObject();
            // Whole ones alone are left out: what lacks a part is damage, which the codec finds.
            if (moments.get("count").getAsLong() > 0 || moments.size() < 3) {
                measures.add(name.equals("reward") ? name : "delta_" + name, moments);
            }
        });
        return second;
    }

    private static JsonObject values(JsonObject first) {
        JsonArray sums = first.getAsJsonArray("sums");
        JsonArray counts = first.getAsJsonArray("counts");
        if (sums.size() != FIRST_VARIABLES.size() || counts.size() != FIRST_VARIABLES.size()) {
            throw new IllegalArgumentException("an open session has " + sums.size() + " sums: there must be "
                    + FIRST_VARIABLES.size() + " in format 1");
        }
        JsonObject second = new JsonObject();
        for (int i = 0; i < FIRST_VARIABLES.size(); i++) {
            if (counts.get(i).getAsLong() > 0) {
                JsonObject sum = new JsonObject();
                sum.add("sum", sums.get(i));
                sum.add("count", counts.get(i));
                second.add(FIRST_VARIABLES.get(i), sum);
            }
        }
        return second;
    }

    private static void rename(JsonObject object, String from, String to) {
        JsonElement value = object.remove(from);
        if (value != null) {
            object.add(to, value);
        }
    }
}
