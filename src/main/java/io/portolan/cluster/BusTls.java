package io.portolan.cluster;

import io.portolan.options.TlsOptions;
import io.vertx.core.eventbus.EventBusOptions;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.TCPSSLOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** TLS between nodes: each side proves by a certificate of the trusted ones that it belongs there. */
final class BusTls {

    /**
     * Turns it on for the event bus, where it is wanted.
     *
     * @throws IllegalArgumentException naming a file that is not there
     */
    static EventBusOptions over(EventBusOptions bus, TlsOptions tls) {
        if (prove(bus, tls)) {
            // The event bus trusts everybody unless told otherwise.
            bus.setTrustAll(false).setClientAuth(ClientAuth.REQUIRED);
        }
        return bus;
    }

    /** Turns it on for connections that other nodes make, where it is wanted. */
    static NetServerOptions over(NetServerOptions server, TlsOptions tls) {
        if (prove(server, tls)) {
            server.setClientAuth(ClientAuth.REQUIRED);
        }
        return server;
    }

    /** Turns it on for connections to other nodes, where it is wanted. */
    static NetClientOptions over(NetClientOptions client, TlsOptions tls) {
        if (prove(client, tls)) {
            // As on the event bus: which certificate it is tells that it is a node, not where it runs.
            client.setTrustAll(false).setHostnameVerificationAlgorithm("");
        }
        return client;
    }

    private static boolean prove(TCPSSLOptions options, TlsOptions tls) {
        if (!tls.wanted()) {
            return false;
        }
        String certificate = file("certificate", tls.certificate());
        String key = file("key", tls.key());
        String trust = file("trust", tls.trust());
        options.setSsl(true)
                .setKeyCertOptions(
                        new PemKeyCertOptions().addCertPath(certificate).addKeyPath(key))
                .setTrustOptions(new PemTrustOptions().addCertPath(trust));
        return true;
    }

    private static String file(String part, @Nullable String file) {
        String setting = "cluster.tls." + part;
        if (file == null) {
            throw new IllegalArgumentException(
                    setting + " is not set (expected: certificate, key and trust, or none of them)");
        }
        if (!Files.isReadable(Path.of(file))) {
            throw new IllegalArgumentException(setting + ": '" + file + "' cannot be read (expected: a PEM file)");
        }
        // Vert.x reads relative paths from the class path too; this one is of the file system.
        return Path.of(file).toAbsolutePath().toString();
    }

    private BusTls() {}
}
