package org.metapolicy.http;

import java.util.Optional;
import java.util.function.Function;
import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.Context;
import org.metapolicy.policy.MetapolicyException.NotFound;
import org.neo4j.dbms.api.DatabaseManagementService;
import org.neo4j.dbms.api.DatabaseNotFoundException;
import org.neo4j.graphdb.GraphDatabaseService;
import org.neo4j.internal.kernel.api.security.LoginContext;
import org.neo4j.kernel.api.KernelTransaction;
import org.neo4j.kernel.database.DefaultDatabaseResolver;
import org.neo4j.kernel.impl.coreapi.InternalTransaction;
import org.neo4j.kernel.internal.GraphDatabaseAPI;
import org.neo4j.server.rest.dbms.AuthorizedRequestWrapper;

/**
 * The database of one request, as its caller sees it: the one that {@code ?database=} names, else the caller's home
 * database. Every transaction carries the caller's login; one opened without it would have every right and no name.
 */
public final class CallersDatabase {
    static final String PARAMETER = "database";

    @Context
    private DatabaseManagementService databases;

    @Context
    private DefaultDatabaseResolver homes;

    @Context
    private HttpServletRequest request;

    @QueryParam(PARAMETER)
    private String named;

    /** Runs work in one transaction as the caller, which commits unless it throws. */
    public <T> T transact(Function<InternalTransaction, T> work) {
        LoginContext login = AuthorizedRequestWrapper.getLoginContextFromHttpServletRequest(request);
        try (InternalTransaction tx = database(login).beginTransaction(KernelTransaction.Type.EXPLICIT, login)) {
            T result = work.apply(tx);
            tx.commit();
            return result;
        }
    }

    /** Runs work as the caller and takes back all that it wrote, to tell what would come of it. It waits for locks as the work does. */
    public <T> T rehearse(Function<InternalTransaction, T> work) {
        LoginContext login = AuthorizedRequestWrapper.getLoginContextFromHttpServletRequest(request);
        try (InternalTransaction tx = database(login).beginTransaction(KernelTransaction.Type.EXPLICIT, login)) {
            T result = work.apply(tx);
            tx.rollback();
            return result;
        }
    }

    private GraphDatabaseAPI database(LoginContext login) {
        String name = Optional.ofNullable(named)
                .orElseGet(() -> homes.defaultDatabase(login.subject().executingUser()));
        try {
            GraphDatabaseService database = databases.database(name);
            return (GraphDatabaseAPI) database;
        } catch (DatabaseNotFoundException absent) {
            throw new NotFound("there is no database '" + name + "'");
        }
    }
}
