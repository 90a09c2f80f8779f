package org.metapolicy.http;

import java.lang.reflect.Parameter;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import javax.ws.rs.QueryParam;
import javax.ws.rs.container.ContainerRequestContext;
import javax.ws.rs.container.ContainerRequestFilter;
import javax.ws.rs.container.ResourceInfo;
import javax.ws.rs.core.Context;
import javax.ws.rs.ext.Provider;
import org.metapolicy.policy.MetapolicyException.InvalidInput;

/** Refuses a query parameter that the endpoint does not declare, or that is given twice: a misspelt one must not be lost. */
@Provider
public final class KnownParameters implements ContainerRequestFilter {
    @Context
    private ResourceInfo resource;

    @Override
    public void filter(ContainerRequestContext request) {
        Set<String> known = new TreeSet<>(Set.of(CallersDatabase.PARAMETER));
        for (Parameter parameter : resource.getResourceMethod().getParameters()) {
            if (parameter.isAnnotationPresent(QueryParam.class)) {
                known.add(parameter.getAnnotation(QueryParam.class).value());
            }
        }
        for (Map.Entry<String, List<String>> given :
                request.getUriInfo().getQueryParameters().entrySet()) {
            if (!known.contains(given.getKey())) {
                throw new InvalidInput(
                        "unknown query parameter '" + given.getKey() + "': known are " + String.join(", ", known));
            }
            if (given.getValue().size() > 1) {
                throw new InvalidInput("query parameter '" + given.getKey() + "' is given more than once");
            }
        }
    }
}
