package org.metapolicy.http;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;
import javax.ws.rs.HeaderParam;
import javax.ws.rs.NotSupportedException;
import org.metapolicy.policy.MetapolicyException.NotPermitted;

/**
 * Where a request that changes something comes from. A browser that is logged in sends its credentials with what a page of
 * another origin asks for; it says so in {@code Sec-Fetch-Site} and {@code Origin}, which no page can set. Programs send
 * neither, and are no way for a page to act.
 */
public final class RequestSource {
    /** The page's own origin, or the person themselves. */
    private static final Set<String> OWN = Set.of("same-origin", "none");

    @HeaderParam("Content-Type")
    private String contentType;

    @HeaderParam("Sec-Fetch-Site")
    private String site;

    @HeaderParam("Origin")
    private String origin;

    @HeaderParam("Host")
    private String host;

    /**
     * Lets pass what this server's own pages and programs send.
     *
     * @throws NotSupportedException without a Content-Type: pages may post so to any site, without asking it first; and with one that
     *     stands for any, which says of no body what it is
     * @throws NotPermitted if a page of another origin asks
     */
    public void check() {
        if (contentType == null || contentType.isBlank() || contentType.contains("*")) {
            throw new NotSupportedException();
        }
        if (site != null && !OWN.contains(site)) {
            throw new NotPermitted(
                    "Sec-Fetch-Site is " + site + ": only pages of this server's own origin may change something");
        }
        if (origin != null && !authority(origin).equalsIgnoreCase(host)) {
            throw new NotPermitted(
                    "Origin is " + origin + ", but Host is " + host
                            + ": only pages of this server's own origin may change something; a proxy in between has to pass Host on");
        }
    }

    private static String authority(String origin) {
        try {
            String authority = new URI(origin).getRawAuthority();
            return authority == null ? "" : authority;
        } catch (URISyntaxException noOrigin) {
            return "";
        }
    }
}
