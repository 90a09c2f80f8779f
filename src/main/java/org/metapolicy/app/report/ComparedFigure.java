package org.metapolicy.app.report;

/**
 * One figure of two versions.
 *
 * @param figure its name
 * @param version of the one: a number, a text, or null where it is not known
 * @param against of the other
 * @param difference of two numbers that can be compared, the one minus the other; else null
 * @param lower of the 95 % interval of the difference; null where there is none
 * @param upper of the 95 % interval of the difference; null where there is none
 * @param note what the interval rests on, what differs in words, or why there is no difference; null where all is said
 */
public record ComparedFigure(
        String figure, Object version, Object against, Double difference, Double lower, Double upper, String note) {

    /** Numbers without an interval. */
    static ComparedFigure numbers(String figure, Double version, Double against, String note) {
        return new ComparedFigure(
                figure,
                version,
                against,
                version == null || against == null ? null : (Double) (version - against),
                null,
                null,
                note);
    }

    /** Numbers or words that are only put beside each other. */
    static ComparedFigure beside(String figure, Object version, Object against, String note) {
        return new ComparedFigure(figure, version, against, null, null, null, note);
    }
}
