package io.portolan.cluster.load;

import io.portolan.testing.FreePort;
import io.portolan.testing.PortolanProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One node, in a process of its own, on ports that it keeps when it is started again. */
final class Node implements AutoCloseable {

    private static final String SECRET = "one for all nodes of an acceptance run";

    /** Short runs spend more on compiling than on calls. */
    private static final String JAVA =
            "-Xmx128m -XX:+UseSerialGC -XX:-AutoCreateSharedArchive" + (Scale.LONG ? "" : " -XX:TieredStopAtLevel=1");

    private static final HttpClient CONTROL =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

    private final Place place;
    private final Path folder;
    private final int restPort = FreePort.find();
    private final int controlPort = FreePort.find();
    private final int clusterPort = FreePort.find();
    private final int busPort = FreePort.find();
    private final Map<String, String> settings = new HashMap<>();
    private boolean clustered = true;
    private PortolanProcess process;

    /**
     * Where it runs.
     *
     * @param roles as {@code --roles} wants them
     * @param by the program that starts it there; none on this machine
     * @param host where callers and its control port are reached
     * @param clusterHost where other nodes reach it
     */
    record Place(String name, String roles, List<String> by, String host, String clusterHost) {

        /** On loopback. */
        static Place here(String name, String roles) {
            return new Place(name, roles, List.of(), "127.0.0.1", "127.0.0.1");
        }
    }

    /** @param folder of its own, where its capability file is */
    Node(Place place, String cluster, Path folder) {
        this.place = place;
        this.folder = folder;
        settings.put("PORTOLAN_JAVA_OPTS", JAVA);
        settings.put("PORTOLAN_CLUSTER_NAME", cluster);
        settings.put("PORTOLAN_CLUSTER_SECRET", SECRET);
        settings.put("PORTOLAN_CLUSTER_HOST", place.clusterHost());
        settings.put("PORTOLAN_CLUSTER_PORT", Integer.toString(clusterPort));
        settings.put("PORTOLAN_CLUSTER_BUS_PORT", Integer.toString(busPort));
        settings.put("PORTOLAN_TIMEOUTS_NOTICE", "600ms");
        settings.put("PORTOLAN_TIMEOUTS_DRAIN", "30s");
        settings.put("PORTOLAN_RELOAD_WATCH", "false");
        settings.put("PORTOLAN_LOG_LEVEL", "warn");
    }

    String name() {
        return place.name();
    }

    String host() {
        return place.host();
    }

    int restPort() {
        return restPort;
    }

    int controlPort() {
        return controlPort;
    }

    boolean edge() {
        return place.roles().contains("edge");
    }

    /** Where other nodes find it. */
    String member() {
        return place.clusterHost() + ":" + clusterPort;
    }

    int busPort() {
        return busPort;
    }

    /** Changes a setting, for its next start. */
    Node with(String variable, String value) {
        settings.put(variable, value);
        return this;
    }

    Node without(String variable) {
        settings.remove(variable);
        return this;
    }

    /** Has it take part in no cluster. */
    Node outsideOfTheCluster() {
        clustered = false;
        return this;
    }

    /** Begins to start. */
    void begin() {
        process = PortolanProcess.start(
                place.by(),
                settings,
                "run",
                folder.toString(),
                clustered ? "--cluster" : "--no-cluster",
                "--roles",
                place.roles(),
                "--rest-port",
                Integer.toString(restPort),
                "--control-port",
                Integer.toString(controlPort));
    }

    /** Starts it, and waits until it serves. */
    void start() throws InterruptedException {
        begin();
        process.awaitServing();
    }

    PortolanProcess process() {
        return process;
    }

    /** SIGKILL. */
    void kill() throws InterruptedException {
        process.close();
    }

    /** SIGTERM, and waits for the end. */
    int terminate() throws InterruptedException {
        process.terminate();
        return process.exitCode();
    }

    void write(Works.Version version) {
        Works.write(folder, version);
    }

    /** Reloads it, and gives the status. */
    int reload() throws IOException, InterruptedException {
        return ask(HttpRequest.newBuilder(control("/reload")).POST(HttpRequest.BodyPublishers.noBody()))
                .statusCode();
    }

    /** What its control port answers. */
    String control(String path, String accept) throws IOException, InterruptedException {
        return ask(HttpRequest.newBuilder(control(path)).header("accept", accept))
                .body();
    }

    @Override
    public void close() {
        if (process != null) {
            process.close();
        }
    }

    private URI control(String path) {
        return URI.create("http://" + place.host() + ":" + controlPort + path);
    }

    private static HttpResponse<String> ask(HttpRequest.Builder request) throws IOException, InterruptedException {
        return CONTROL.send(request.timeout(Duration.ofSeconds(20)).build(), HttpResponse.BodyHandlers.ofString());
    }
}
