package org.metapolicy.procedure;

import org.metapolicy.wiring.ReportWiring;
import org.neo4j.procedure.Description;
import org.neo4j.procedure.UserFunction;

/** The plugin about itself. */
public final class ProductFunctions {
    @UserFunction("metapolicy.version")
    @Example("RETURN metapolicy.version() AS version")
    @Description("The version of the plugin that answers, such as 0.1.0.")
    public String version() {
        return Answer.of(ReportWiring.readVersion()::read);
    }
}
