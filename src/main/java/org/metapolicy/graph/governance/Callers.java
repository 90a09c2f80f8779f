package org.metapolicy.graph.governance;

import org.metapolicy.governance.Caller;
import org.neo4j.graphdb.Result;
import org.neo4j.graphdb.Transaction;
import org.neo4j.internal.kernel.api.security.AuthSubject;
import org.neo4j.internal.kernel.api.security.SecurityContext;

/** Tells who a session belongs to. */
public final class Callers {
    private Callers() {}

    /**
     * The session's caller.
     *
     * <p>A session without a name may belong to a server without users, or to a job of one that has them; the security
     * context does not tell them apart, the server's setting does.
     */
    public static Caller of(SecurityContext security, Transaction tx) {
        AuthSubject subject = security.subject();
        String executing = orEmpty(subject.executingUser());
        String authenticated = orEmpty(subject.authenticatedUser());
        return new Caller(executing, authenticated, authenticated.isEmpty() && isAuthenticationOff(tx));
    }

    private static boolean isAuthenticationOff(Transaction tx) {
        try (Result settings =
                tx.execute("CYPHER 5 SHOW SETTINGS 'dbms.security.auth_enabled' YIELD value RETURN value")) {
            return settings.hasNext() && "false".equals(settings.next().get("value"));
        }
    }

    private static String orEmpty(String user) {
        return user == null ? "" : user;
    }
}
