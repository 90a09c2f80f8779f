package org.metapolicy.testing;

import org.neo4j.internal.kernel.api.connectioninfo.ClientConnectionInfo;
import org.neo4j.internal.kernel.api.security.AbstractSecurityLog;
import org.neo4j.internal.kernel.api.security.AuthSubject;
import org.neo4j.internal.kernel.api.security.AuthenticationResult;
import org.neo4j.internal.kernel.api.security.LoginContext;
import org.neo4j.internal.kernel.api.security.SecurityContext;
import org.neo4j.kernel.database.PrivilegeDatabaseReference;

/**
 * A login that acts as somebody else, as Enterprise's impersonation makes it: the rights are those of the impersonated
 * user, and the subject names both. Community has no way to ask for one.
 */
final class Impersonation extends LoginContext {
    private final LoginContext impersonated;

    /** @param authenticated the user who logged in */
    Impersonation(String authenticated, LoginContext impersonated) {
        super(
                new BothNames(authenticated, impersonated.subject().executingUser()),
                ClientConnectionInfo.EMBEDDED_CONNECTION);
        this.impersonated = impersonated;
    }

    private record BothNames(String authenticatedUser, String executingUser) implements AuthSubject {
        @Override
        public AuthenticationResult getAuthenticationResult() {
            return AuthenticationResult.SUCCESS;
        }

        @Override
        public boolean hasUsername(String name) {
            return executingUser.equals(name);
        }
    }

    @Override
    public boolean impersonating() {
        return true;
    }

    @Override
    public SecurityContext authorize(IdLookup ids, PrivilegeDatabaseReference database, AbstractSecurityLog log) {
        SecurityContext theirs = impersonated.authorize(ids, database, log);
        return new SecurityContext(subject(), theirs.mode(), connectionInfo(), theirs.database());
    }
}
