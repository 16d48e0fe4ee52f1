package io.portolan.cluster;

import io.portolan.options.TlsOptions;
import io.vertx.core.eventbus.EventBusOptions;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** TLS between event buses: each side proves by a certificate of the trusted ones that it belongs there. */
final class BusTls {

    /**
     * Turns it on where it is wanted.
     *
     * @throws IllegalArgumentException naming a file that is not there
     */
    static EventBusOptions over(EventBusOptions bus, TlsOptions tls) {
        if (!tls.wanted()) {
            return bus;
        }
        String certificate = file("certificate", tls.certificate());
        String key = file("key", tls.key());
        String trust = file("trust", tls.trust());
        return bus.setSsl(true)
                .setKeyCertOptions(
                        new PemKeyCertOptions().addCertPath(certificate).addKeyPath(key))
                .setTrustOptions(new PemTrustOptions().addCertPath(trust))
                // The event bus trusts everybody unless told otherwise.
                .setTrustAll(false)
                .setClientAuth(ClientAuth.REQUIRED);
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
