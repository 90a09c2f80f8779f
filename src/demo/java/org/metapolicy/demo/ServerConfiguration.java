package org.metapolicy.demo;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Where a local server lives and how it is set up.
 *
 * @param home its folder: conf, data, import, logs, plugins
 * @param pluginJar the packaged plugin
 * @param neo4j what is started
 * @param boltPort port of 127.0.0.1 for drivers
 * @param httpPort port of 127.0.0.1 for Browser and the HTTP interface
 * @param password the password of the user {@code neo4j}, at least 8 characters
 * @param maxHeap as {@code -Xmx} takes it, such as {@code 512m}
 * @param settings more lines of neo4j.conf, by key; they win over the ones made here
 * @param apocSettings lines of apoc.conf, by key
 */
public record ServerConfiguration(
        Path home,
        Path pluginJar,
        Neo4jDistribution neo4j,
        int boltPort,
        int httpPort,
        String password,
        String maxHeap,
        Map<String, String> settings,
        Map<String, String> apocSettings) {

    /** On free ports of the system's choice, with 512 MB of heap and nothing more set. */
    public static ServerConfiguration of(Path home, Path pluginJar, Neo4jDistribution neo4j, String password) {
        return new ServerConfiguration(
                home.toAbsolutePath().normalize(),
                pluginJar,
                neo4j,
                Ports.anyFree(),
                Ports.anyFree(),
                password,
                "512m",
                Map.of(),
                Map.of());
    }

    public ServerConfiguration withPorts(int bolt, int http) {
        return new ServerConfiguration(home, pluginJar, neo4j, bolt, http, password, maxHeap, settings, apocSettings);
    }

    public ServerConfiguration withMaxHeap(String heap) {
        return new ServerConfiguration(
                home, pluginJar, neo4j, boltPort, httpPort, password, heap, settings, apocSettings);
    }

    public ServerConfiguration withSettings(Map<String, String> more) {
        return new ServerConfiguration(
                home, pluginJar, neo4j, boltPort, httpPort, password, maxHeap, more, apocSettings);
    }

    public ServerConfiguration withApocSettings(Map<String, String> more) {
        return new ServerConfiguration(home, pluginJar, neo4j, boltPort, httpPort, password, maxHeap, settings, more);
    }

    /** Where Browser finds the guide. */
    URI guide() {
        return URI.create("http://127.0.0.1:" + httpPort + "/meta_policy/guide/trust.html");
    }

    /** Writes neo4j.conf and apoc.conf and puts the plugin and APOC into plugins/, in place of what was there. */
    public void write() throws IOException {
        for (String folder : List.of("conf", "data", "import", "logs", "plugins", "run")) {
            Files.createDirectories(home.resolve(folder));
        }
        try (DirectoryStream<Path> old = Files.newDirectoryStream(home.resolve("plugins"), "*.jar")) {
            for (Path jar : old) {
                Files.delete(jar);
            }
        }
        for (Path jar : plugins()) {
            Files.copy(jar, home.resolve("plugins").resolve(jar.getFileName()), StandardCopyOption.REPLACE_EXISTING);
        }
        Files.write(home.resolve("conf/neo4j.conf"), lines(neo4jConf()));
        Files.write(home.resolve("conf/apoc.conf"), lines(apocSettings));
    }

    /** Plugins stand on the class path too: APOC and HTTP extensions are only found there. */
    List<String> classpath() {
        return List.of(
                home.resolve("plugins") + File.separator + "*",
                home.resolve("conf").toString());
    }

    /** What the JVM is told: its heap, and where the classes of its server were written down, if they were. */
    List<String> jvmOptions() {
        List<String> options = new ArrayList<>(List.of("-Xmx" + maxHeap));
        if (Files.exists(neo4j.archive())) {
            options.add("-XX:SharedArchiveFile=" + neo4j.archive());
        }
        return options;
    }

    private List<Path> plugins() {
        return Stream.concat(Stream.of(pluginJar), neo4j.pluginJars()).toList();
    }

    private Map<String, String> neo4jConf() {
        String bolt = "127.0.0.1:" + boltPort;
        String http = "127.0.0.1:" + httpPort;
        Map<String, String> conf = new LinkedHashMap<>();
        conf.put("server.default_listen_address", "127.0.0.1");
        conf.put("server.bolt.listen_address", bolt);
        // Browser connects to what is advertised.
        conf.put("server.bolt.advertised_address", bolt);
        conf.put("server.http.listen_address", http);
        conf.put("server.http.advertised_address", http);
        conf.put("server.https.enabled", "false");
        conf.put("dbms.security.auth_enabled", "true");
        conf.put("server.unmanaged_extension_classes", "org.metapolicy.http=/meta_policy");
        // The guide's files are read before anybody logs in; the first two are the server's default. What is listed is
        // nobody's
        // request even with a login, so a pattern that takes in a family would hide it from everybody.
        conf.put("dbms.security.http_auth_allowlist", "/,/browser.*,/meta_policy/guide/[a-z-]+[.][a-z]+");
        // Browser opens the guide after the login, from whichever name of this machine it was asked for.
        conf.put("browser.remote_content_hostname_whitelist", "localhost,127.0.0.1");
        conf.put("browser.post_connect_cmd", "guide " + guide());
        // As the distribution has it: LOAD CSV reads file:/// from there alone.
        conf.put("server.directories.import", "import");
        conf.put("dbms.usage_report.enabled", "false");
        conf.put("server.memory.pagecache.size", "128m");
        conf.put("db.tx_log.preallocate", "false");
        // Stopping waits for as long as this otherwise: ten seconds.
        conf.put("internal.dbms.bolt.netty_server_shutdown_quiet_period", "0");
        conf.putAll(settings);
        return conf;
    }

    private static List<String> lines(Map<String, String> conf) {
        return conf.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .toList();
    }
}
