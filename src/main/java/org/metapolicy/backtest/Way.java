package org.metapolicy.backtest;

/** Who might have chosen instead. */
public enum Way {
    PRODUCT("product", "as it decided"),
    NEWEST("newest", "the version in service that was registered last, always"),
    DEFAULT("default", "the default of that moment, always"),
    UNIFORM("uniform", "each version in service alike"),
    THOMPSON("thompson", "Thompson sampling over the last 1,000 rewards of each version"),
    THOMPSON_BY_CONTEXT("thompson_by_context", "the same, kept apart by context"),
    UCB1("ucb1", "the highest upper confidence bound of the mean"),
    EPSILON_GREEDY("epsilon_greedy", "the best mean so far, one decision of ten at random"),
    LITERAL_RULE("literal_rule", "of trust scores of .3 or more, as they stood then, the highest, else the default"),
    REPLAYED("replayed", "as it would decide under the settings of config, without the parts of without");

    private final String key;
    private final String words;

    Way(String key, String words) {
        this.key = key;
        this.words = words;
    }

    /** The name in rows. */
    public String key() {
        return key;
    }

    /** What it does. */
    public String words() {
        return words;
    }

    /** Whether it goes by what it saw of the decisions before. */
    public boolean learns() {
        return this == THOMPSON || this == THOMPSON_BY_CONTEXT || this == UCB1 || this == EPSILON_GREEDY;
    }
}
