package org.metapolicy.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.neo4j.driver.Driver;
import org.neo4j.driver.EagerResult;
import org.neo4j.driver.Record;
import org.neo4j.driver.Session;
import org.neo4j.driver.Transaction;

/** The Cypher blocks of one page, run one after the other; parameters stay set, as they do in Browser. */
public final class PageRun {
    private final Driver driver;
    private final Map<String, Object> parameters = new HashMap<>();

    public PageRun(Driver driver) {
        this.driver = driver;
    }

    /**
     * Runs a block: every statement succeeds and shows rows or changes something, or the last fails as the page says. One
     * for Enterprise is refused as such, which Community does only after it parsed it.
     *
     * @return the rows of its last statement; none where it fails
     */
    public List<Record> run(CypherBlock block) {
        if (block.needsEnterprise()) {
            block.statements().forEach(statement -> refused(statement, "Unsupported administration command"));
            return List.of();
        }
        parameters.putAll(parameters(block));
        List<Record> rows = List.of();
        for (int i = 0; i < block.statements().size(); i++) {
            String statement = block.statements().get(i);
            if (block.error() != null && i == block.statements().size() - 1) {
                refused(statement, block.error());
                return List.of();
            }
            EagerResult result = query(statement);
            assertThat(!result.records().isEmpty()
                            || result.summary().counters().containsUpdates())
                    .as("rows, or a change: %s", statement)
                    .isTrue();
            rows = result.records();
        }
        String shown = rows.stream().map(row -> row.asMap().toString()).collect(Collectors.joining("\n"));
        assertThat(block.shows()).as("%s shows %s", block.statements(), shown).allMatch(shown::contains);
        return rows;
    }

    /** Runs a block whose last statement shows rows, and takes back what it did. */
    public void undo(CypherBlock block) {
        try (Session session = driver.session();
                Transaction tx = session.beginTransaction()) {
            List<Record> rows = List.of();
            for (String statement : block.statements()) {
                rows = tx.run(statement, parameters(block)).list();
            }
            assertThat(rows).as(block.statements().toString()).isNotEmpty();
            tx.rollback();
        }
    }

    private Map<String, Object> parameters(CypherBlock block) {
        Map<String, Object> values = new HashMap<>();
        block.parameters()
                .forEach((name, expression) -> values.put(
                        name,
                        query("RETURN " + expression + " AS value")
                                .records()
                                .get(0)
                                .get("value")
                                .asObject()));
        return values;
    }

    private void refused(String statement, String message) {
        assertThat(catchThrowable(() -> query(statement)))
                .as("the refusal of %s", statement)
                .isNotNull()
                .hasMessageContaining(message);
    }

    private EagerResult query(String statement) {
        return driver.executableQuery(statement).withParameters(parameters).execute();
    }
}
