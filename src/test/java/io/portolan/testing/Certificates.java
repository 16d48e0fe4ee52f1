package io.portolan.testing;

import io.portolan.options.TlsOptions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** An authority of its own, and certificates from it, made by the JDK's own tool. */
public final class Certificates {

    private static final String PASSWORD = "changeit";
    private static final Path TOOL = Path.of(System.getProperty("java.home"), "bin", "keytool");

    private final Path folder;

    private Certificates(Path folder) {
        this.folder = folder;
    }

    /** A new authority, whose files are in this folder. */
    public static Certificates in(Path folder) throws IOException {
        Certificates certificates = new Certificates(folder);
        certificates.pair("ca", "-ext", "bc:c");
        certificates.tool("ca", "-exportcert", "-rfc", "-file", certificates.file("ca.pem"));
        return certificates;
    }

    /** A certificate from it and its key. */
    public TlsOptions issue(String name) throws IOException {
        pair(name);
        tool(name, "-certreq", "-file", file(name + ".csr"));
        tool("ca", "-gencert", "-rfc", "-infile", file(name + ".csr"), "-outfile", file(name + ".pem"));
        Files.writeString(folder.resolve(name + ".key"), key(name));
        return new TlsOptions(file(name + ".pem"), file(name + ".key"), file("ca.pem"));
    }

    private void pair(String name, String... more) throws IOException {
        List<String> arguments = new ArrayList<>(
                List.of("-genkeypair", "-keyalg", "EC", "-groupname", "secp256r1", "-dname", "CN=" + name));
        arguments.addAll(List.of(more));
        tool(name, arguments.toArray(String[]::new));
    }

    private void tool(String alias, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(TOOL.toString()));
        command.addAll(List.of(arguments));
        command.addAll(List.of("-alias", alias, "-keystore", file(alias + ".p12"), "-storepass", PASSWORD));
        Path log = folder.resolve("keytool.log");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            if (!process.waitFor(1, TimeUnit.MINUTES) || process.exitValue() != 0) {
                throw new IOException(command + ": " + Files.readString(log));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        } finally {
            process.destroyForcibly();
        }
    }

    private String key(String name) throws IOException {
        try (InputStream in = Files.newInputStream(folder.resolve(name + ".p12"))) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(in, PASSWORD.toCharArray());
            byte[] key = store.getKey(name, PASSWORD.toCharArray()).getEncoded();
            return "-----BEGIN PRIVATE KEY-----\n"
                    + Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                            .encodeToString(key)
                    + "\n-----END PRIVATE KEY-----\n";
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    private String file(String name) {
        return folder.resolve(name).toString();
    }
}
