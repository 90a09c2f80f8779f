package org.metapolicy.governance.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Ids become pseudonyms where they are meant, and nowhere else. */
class RedactionTest {
    private final Redaction names = Redaction.of("p-17", Set.of("t:9/a", "s1", "Ada Lovelace"), "X");
    private final Redaction contexts = Redaction.of("p-17", Set.of("other", "centroid-3", "s", "s1"), "X");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    p-17                         | X
                    s1                           | X.2
                    asked for by p-17.           | asked for by X.
                    (p-17), p-171 and P-17       | (X), p-171 and P-17
                    p-17's wish, not p-17.b's    | X's wish, not p-17.b's
                    see user:p-17/log            | see user:X/log
                    see t:9/a; t:9/ab            | see X.3; t:9/ab
                    s1 is a weak word            | s1 is a weak word
                    as Ada Lovelace said         | as X.1 said
                    Ada Lovelaces                | Ada Lovelaces
                    nothing                      | nothing
                    {"who":"p-17","n":17}        | {"who":"X","n":17}
                    {"a":"b","n":1.50}           | {"a":"b","n":1.50}
                    ["p-17",["p-171"],3]         | ["X",["p-171"],3]
                    {not json p-17}              | {not json X}
                    {"p-17":{"text":"of p-17"}}  | {"X":{"text":"of X"}}
                    {"for p-17":1,"s1":2}        | {"for X":1,"s1":2}
                    """)
    void inTexts(String text, String replaced) {
        assertThat(names.of(text)).isEqualTo(replaced);
        assertThat(names.meets(text)).isEqualTo(!text.equals(replaced));
    }

    @Test
    void aNumberIsAnIdInAWholeTextAndInASentenceOnlyWithSixDigits() {
        Redaction short_ = Redaction.of("17", Set.of(), "X");
        assertThat(short_.of("17")).isEqualTo("X");
        assertThat(short_.of("17 of 20")).isEqualTo("17 of 20");
        assertThat(short_.of("{\"n\":17,\"who\":\"17\"}")).isEqualTo("{\"n\":17,\"who\":\"X\"}");
        assertThat(Redaction.of("171717", Set.of(), "X").of("user 171717 of 20"))
                .isEqualTo("user X of 20");
    }

    @Test
    void anIdThatIsToldFromNoOtherWordHasAPseudonymInItsOwnPlaceAlone() {
        Redaction own = Redaction.of("p-17", Set.of("s1"), "X");
        assertThat(own.name("12")).isEqualTo("X.2").isEqualTo(own.name("12"));
        assertThat(own.name("13")).isEqualTo("X.3");
        assertThat(own.name("s1")).isEqualTo("X.1");
        assertThat(own.name(null)).isNull();
        assertThat(own.of("12")).isEqualTo("12");
        assertThat(own.of("{\"layers\":\"12\"}")).isEqualTo("{\"layers\":\"12\"}");
        assertThat(own.meets("12")).isFalse();
    }

    @Test
    void jsonWithinJsonAndDeepJsonStayWhatTheyAre() {
        assertThat(names.of("{\"asked\":\"{\\\"a\\\":\\\"p-17\\\"}\"}"))
                .isEqualTo("{\"asked\":\"{\\\"a\\\":\\\"X\\\"}\"}");
        String deep = "[".repeat(5_000) + "\"p-17\"" + "]".repeat(5_000);
        assertThat(names.of(deep)).isEqualTo(deep.replace("p-17", "X"));
        assertThat(names.ofValue(Map.of("p-17", List.of("p-17", 3L)))).isEqualTo(Map.of("X", List.of("X", 3L)));
        assertThat(names.of("{\"state\": 0.1234567890123456789, \"s\": [\"s1\"]}"))
                .as("numbers as they were written")
                .isEqualTo("{\"state\":0.1234567890123456789,\"s\":[\"X.2\"]}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    p-17                  | X
                    evening with p-17     | evening with X
                    s1                    | s1
                    evening               | evening
                    other                 | other
                    centroid-3            | centroid-3
                    """)
    void inNamesOfContexts(String name, String renamed) {
        assertThat(contexts.ofContext(name)).isEqualTo(renamed);
        assertThat(contexts.ofValue(Map.of("context_clusters", List.of(name), "context", name)))
                .isEqualTo(Map.of("context_clusters", List.of(renamed), "context", renamed));
        assertThat(contexts.of("{\"context_cluster\":\"" + name + "\",\"who\":\"s1\"}"))
                .isEqualTo("{\"context_cluster\":\"" + renamed + "\",\"who\":\"X.4\"}");
    }

    @Test
    void aContextThatIsTheirsAndKeepsItsNameIsTold() {
        assertThat(Redaction.of("17", Set.of("18"), "X").leaves("17")).isTrue();
        assertThat(Redaction.of("17", Set.of("18"), "X").leaves("18")).isFalse();
        assertThat(names.leaves("p-17")).isFalse();
        String longest = "p-17 " + "a".repeat(123);
        assertThat(Redaction.of("p-17", Set.of(), "much longer").ofContext(longest))
                .as("no longer than names of contexts are")
                .isEqualTo("much longer.1");
    }

    @Test
    void runningStatesAreRenamedWhereTheyNameContextsAndSessionsAlone() {
        Redaction open = Redaction.of("open", Set.of("s1", "reward"), "X");
        assertThat(RunningTexts.of("""
                        {"open":{"clusters":{"open":1,"a":2},"units":{"3":{"clusters":{"at open":1}}}},"given":["reward"],
                        "contexts":["open","s1"],"history":[{"open":[1.50]}],"watches":[{"context":"open","bets":{}}],
                        "sessions":{"parts":[{"id":"s1","contexts":{"open":{"reward":1}}}],"closed":["s1"]},"n":[null]}""", open)).isEqualTo("""
                        {"open":{"clusters":{"X":1,"a":2},"units":{"3":{"clusters":{"at X":1}}}},"given":["reward"],
                        "contexts":["X","s1"],"history":[{"X":[1.50]}],"watches":[{"context":"X","bets":{}}],
                        "sessions":{"parts":[{"id":"X.2","contexts":{"X":{"reward":1}}}],"closed":["X.2"]},"n":[null]}""".replace("\n", ""));
        assertThat(RunningTexts.of("{not json open}", open)).isEqualTo("{not json X}");
        assertThat(RunningTexts.of("", open)).isEmpty();
    }

    @Test
    void whatADecisionConsideredKeepsItsVersions() {
        assertThat(DecisionTexts.of("[{\"version_id\":\"p-17\",\"reason\":\"suspended in 'p-17'\",\"n\":null}]", names))
                .isEqualTo("[{\"version_id\":\"p-17\",\"reason\":\"suspended in 'X'\",\"n\":null}]"
                        .replace("'", "\\u0027"));
    }

    @Test
    void whatHasNoPseudonymYetGetsOneOfTheSameStem() {
        assertThat(names.name("p-17")).isEqualTo("X");
        assertThat(names.name("other")).isEqualTo("X.4").isEqualTo(names.name("other"));
        assertThat(names.name(null)).isNull();
    }
}
