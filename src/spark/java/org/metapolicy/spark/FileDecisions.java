package org.metapolicy.spark;

import com.google.gson.Gson;
import com.google.gson.JsonParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.metapolicy.counterfactual.LoggedDecisions.DecisionLog;
import org.metapolicy.counterfactual.StoredDecision;
import org.metapolicy.counterfactual.StoredDecision.StoredChoice;
import org.metapolicy.counterfactual.running.DecisionText;
import org.metapolicy.evidence.exchange.HandedOut;
import org.metapolicy.policy.Settings;

/** A family's decisions out of files, in order; of them one part at a time is held here. */
final class FileDecisions implements DecisionLog {
    private static final int OF_A_CHOICE = 3;
    private static final int AT_CELLS = MatchChoices.SCHEMA.fieldIndex(Packed.CELLS);

    private final HandedOut from;
    private final Dataset<Row> decisions;

    /** @param decisions what {@link MatchChoices} makes, sorted by time and id */
    FileDecisions(HandedOut from, Dataset<Row> decisions) {
        this.from = from;
        this.decisions = decisions;
    }

    @Override
    public String familyId() {
        return from.familyId();
    }

    @Override
    public Settings settings() {
        return from.settings();
    }

    @Override
    public List<double[]> centroids() {
        return from.centroidVectors();
    }

    @Override
    public void forEach(List<String> judged, Consumer<StoredDecision> reader) {
        Iterator<Row> rows = decisions.toLocalIterator();
        while (rows.hasNext()) {
            reader.accept(read(Packed.unpack((byte[]) rows.next().get(AT_CELLS)), judged));
        }
    }

    private static StoredDecision read(Row row, List<String> judged) {
        Optional<DecisionText.Kept> kept =
                Optional.ofNullable(Cells.text(row, "decision")).flatMap(DecisionText::kept);
        return new StoredDecision(
                Cells.text(row, Cells.EPISODE),
                Optional.ofNullable(Cells.instant(row, "timestamp")),
                Cells.text(row, "cluster"),
                Cells.text(row, "context_hash"),
                row.isNullAt(Cells.index("context")) ? List.of() : row.getList(Cells.index("context")),
                Cells.text(row, "done"),
                propensity(Cells.value(row, "propensity"), kept),
                Decisions.override(row),
                Cells.flag(row, "has_outcome"),
                Cells.value(row, "reward"),
                List.of(Cells.text(row, Cells.VERSION)),
                choices(row.getList(Cells.index("choices")), judged, kept),
                kept.map(DecisionText.Kept::chances).orElseGet(TreeMap::new));
    }

    private static Object propensity(Double ofEpisode, Optional<DecisionText.Kept> kept) {
        return kept.isEmpty()
                ? ofEpisode
                : StoredDecision.propensity(
                        ofEpisode, kept.get().propensity(), kept.get().versionPropensity());
    }

    /** What a program wrote wins over what a step kept. */
    private static Map<String, List<StoredChoice>> choices(
            List<String> written, List<String> judged, Optional<DecisionText.Kept> kept) {
        Map<String, List<StoredChoice>> choices = new HashMap<>();
        for (int i = 0; i < written.size(); i += OF_A_CHOICE) {
            if (judged.contains(written.get(i))) {
                choices.computeIfAbsent(written.get(i), version -> new ArrayList<>())
                        .add(new StoredChoice(list(written.get(i + 1)), list(written.get(i + 2))));
            }
        }
        kept.ifPresent(record -> record.interventions().forEach((version, intervention) -> {
            if (judged.contains(version)) {
                choices.putIfAbsent(version, List.of(new StoredChoice(List.of(intervention), List.of(1.0))));
            }
        }));
        return choices;
    }

    private static Object list(String json) {
        try {
            return new Gson().fromJson(json, Object.class);
        } catch (JsonParseException otherText) {
            return json;
        }
    }
}
