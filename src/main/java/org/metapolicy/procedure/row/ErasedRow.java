package org.metapolicy.procedure.row;

import java.util.List;
import org.metapolicy.app.moves.Erased;
import org.neo4j.procedure.Description;

/** What an erasure removed and left. */
public record ErasedRow(
        @Description("Episodes deleted, with their contexts and decisions.")
        long episodes,

        @Description("Outcomes deleted.") long outcomes,

        @Description("Adjustments in which pseudonyms stand since, and that no trial leads to any more.")
        long adjustments,

        @Description("Counts of exploration deleted, one for each family and day.")
        long explorations,

        @Description("Links from meta-policies that ran on the participant, deleted with their salts.")
        long runsOn,

        @Description("Events of the trails in whose texts a pseudonym stands since.")
        long events,

        @Description(
                "Other things in whose texts one does: meta-policies, versions, snapshots, proposals, running evidence, and what was recorded of others.")
        long texts,

        @Description("Ids of the meta-policies whose trail tells of it.")
        List<String> metaPolicies,

        @Description("Nodes of the participant that are left; they are the application's.")
        long participants,

        @Description("Sessions of theirs that are left; they are the application's.")
        long sessions,

        @Description("Trials of theirs that are left; they are the application's.")
        long trials,

        @Description("What there is to know, in words; empty where there is nothing.")
        String note) {

    public static ErasedRow of(Erased erased) {
        return new ErasedRow(
                erased.removed().episodes(),
                erased.removed().outcomes(),
                erased.removed().adjustments(),
                erased.removed().explorations(),
                erased.removed().runsOn(),
                erased.events(),
                erased.texts(),
                erased.families(),
                erased.left().participants(),
                erased.left().sessions(),
                erased.left().trials(),
                erased.note());
    }
}
