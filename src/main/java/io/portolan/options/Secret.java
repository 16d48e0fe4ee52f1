package io.portolan.options;

import java.nio.charset.StandardCharsets;

/** A text nobody else may know; does not print. */
public final class Secret {

    private final String text;

    public Secret(String text) {
        this.text = text;
    }

    /** Its bytes in UTF-8. */
    public byte[] bytes() {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secret secret && secret.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return "***";
    }
}
