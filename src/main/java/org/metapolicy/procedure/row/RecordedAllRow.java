package org.metapolicy.procedure.row;

import org.metapolicy.app.record.RecordAll.RecordedAll;
import org.neo4j.procedure.Description;

/** What came of recording many decisions. */
public record RecordedAllRow(
        @Description("How many episodes were told.") long episodes,

        @Description("How many outcomes were told.") long outcomes,

        @Description("How many of both were written now.") long created,

        @Description("How many of both stood there already, and said the same.")
        long repeated) {

    public static RecordedAllRow of(RecordedAll all) {
        return new RecordedAllRow(all.episodes(), all.outcomes(), all.created(), all.repeated());
    }
}
