package org.metapolicy.http;

import javax.ws.rs.BeanParam;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import org.metapolicy.wiring.ReportWiring;

/** The families in figures, for Prometheus. */
@Path("/")
public final class MetricsResource {
    // Some thirty series each.
    private static final int VERSIONS_MAX = 500;

    @BeanParam
    private CallersDatabase database;

    @GET
    @Path("metrics")
    @Produces(MetricsText.MEDIA_TYPE)
    public String metrics() {
        return FamilySamples.of(
                database.transact(tx -> ReportWiring.reportMetrics(tx).run(VERSIONS_MAX)));
    }
}
