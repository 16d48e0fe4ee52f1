package io.portolan.spec;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The capability files that are shipped. */
final class Seeds {

    private Seeds() {}

    static String text(String name) {
        try (InputStream file = Seeds.class.getResourceAsStream("/capabilities/" + name + ".yaml")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
