package org.metapolicy.procedure.row;

import java.util.List;
import java.util.stream.IntStream;
import org.metapolicy.noetic.Recommendation;
import org.neo4j.procedure.Description;

/** A ranked intervention as a row. */
public record RecommendationRow(
        @Description("From 1, the best.") long rank,
        @Description("The id of the intervention.") String interventionId,
        @Description("Its name.") String name,
        @Description("Its risk: LOW, MEDIUM or HIGH.") String riskLevel,

        @Description("The upper confidence bound: mean and width together.")
        double score,

        @Description("The expected reward.") double mean,

        @Description("Alpha times the standard error of the mean.")
        double width) {
    public static List<RecommendationRow> of(List<Recommendation> ranked) {
        return IntStream.range(0, ranked.size())
                .mapToObj(i -> new RecommendationRow(
                        i + 1,
                        ranked.get(i).intervention().id(),
                        ranked.get(i).intervention().name(),
                        ranked.get(i).intervention().risk().name(),
                        ranked.get(i).score(),
                        ranked.get(i).mean(),
                        ranked.get(i).width()))
                .toList();
    }
}
