package org.metapolicy.testing;

import java.util.HashMap;
import java.util.Map;

/** A family set up through the procedures, by {@link SharedNeo4j#OWNER} as its approver. */
public final class GovernedFamily {
    private final SharedNeo4j neo4j;
    private final String id;

    private GovernedFamily(SharedNeo4j neo4j, String id) {
        this.neo4j = neo4j;
        this.id = id;
    }

    /** A family in SHADOW mode with a live fallback "base". */
    public static GovernedFamily create(SharedNeo4j neo4j, String id, Map<String, Object> properties) {
        Map<String, Object> spec = new HashMap<>(Map.of("id", id, "name", id, "scope", "INDIVIDUAL"));
        spec.putAll(properties);
        neo4j.run("CALL metapolicy.grantApprover($who, 'answers for the pilot')", Map.of("who", SharedNeo4j.OWNER));
        neo4j.run("CALL metapolicy.create($spec, 'a pilot')", Map.of("spec", spec));
        GovernedFamily family = new GovernedFamily(neo4j, id);
        family.live("base");
        neo4j.run("CALL metapolicy.setFallback('base', 'the baseline')");
        return family;
    }

    /** Registers a version. */
    public GovernedFamily candidate(String version) {
        neo4j.run(
                "CALL metapolicy.registerVersion($id, {id: $version}, 'to be tried')",
                Map.of("id", id, "version", version));
        return this;
    }

    /** Registers a version and makes it the live default without evidence. */
    public GovernedFamily live(String version) {
        candidate(version);
        neo4j.run(
                "CALL metapolicy.promote($version, 'known from elsewhere', {override: true})",
                Map.of("version", version));
        return this;
    }

    public GovernedFamily active() {
        neo4j.run("CALL metapolicy.setMode($id, 'ACTIVE', 'the shadow figures are good')", Map.of("id", id));
        return this;
    }
}
