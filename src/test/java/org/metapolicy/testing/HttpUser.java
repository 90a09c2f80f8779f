package org.metapolicy.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.metapolicy.demo.LocalServer;

/**
 * Somebody who calls a server over HTTP.
 *
 * @param name null for nobody: no credentials are sent
 */
public record HttpUser(LocalServer server, String name) {
    public HttpResponse<String> get(String path) {
        return send(request(path).GET());
    }

    public HttpResponse<String> post(String path, String contentType, String body) {
        return send(request(path).header("Content-Type", contentType).POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    /** A request to this path, as this user, to be made whole and given to {@link #send}. */
    public HttpRequest.Builder request(String path) {
        HttpRequest.Builder builder =
                HttpRequest.newBuilder(URI.create(server.browserUri().resolve("/") + path.substring(1)));
        return name == null ? builder : builder.header("Authorization", "Basic " + credentials());
    }

    public HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private String credentials() {
        return Base64.getEncoder().encodeToString((name + ":" + RealServer.PASSWORD).getBytes(StandardCharsets.UTF_8));
    }
}
