package org.metapolicy.procedure.row;

import org.metapolicy.app.report.ComparedFigure;
import org.neo4j.procedure.Description;

/** One figure of two versions. */
public record ComparedRow(
        @Description("The figure.") String figure,

        @Description("Of the first: a number, a text, or null where it is not known.")
        Object version,

        @Description("Of the second.") Object against,

        @Description("The first minus the second, of numbers that can be compared; else null.")
        Double difference,

        @Description("Lower end of the 95 % interval of the difference; null where there is none.")
        Double lower,

        @Description("Its upper end.") Double upper,

        @Description(
                "What the interval rests on, what differs in words, or why there is no difference; null where all is said.")
        String note) {
    public static ComparedRow of(ComparedFigure figure) {
        return new ComparedRow(
                figure.figure(),
                figure.version(),
                figure.against(),
                figure.difference(),
                figure.lower(),
                figure.upper(),
                figure.note());
    }
}
