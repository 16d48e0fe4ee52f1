package io.portolan.mcp.rpc;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The revisions of the protocol that are spoken here, oldest first. */
public enum Revision {
    V2024_11_05("2024-11-05"),
    V2025_03_26("2025-03-26"),
    V2025_06_18("2025-06-18"),
    V2025_11_25("2025-11-25"),
    /** The first without a handshake: every request describes itself. */
    V2026_07_28("2026-07-28");

    /** What a request without a version header speaks (2025-06-18, Protocol Version Header). */
    public static final Revision ASSUMED = V2025_03_26;

    /** What {@code initialize} offers a client that asks for a revision unknown here. */
    public static final Revision NEWEST_LEGACY = V2025_11_25;

    private final String text;

    Revision(String text) {
        this.text = text;
    }

    /** The revision of this name; null when none spoken here has it. */
    public static @Nullable Revision named(@Nullable String text) {
        for (Revision revision : values()) {
            if (revision.text.equals(text)) {
                return revision;
            }
        }
        return null;
    }

    /** What {@code initialize} settles on: the revision that was asked for, if it has one and is spoken here. */
    public static Revision agreed(@Nullable Revision asked) {
        return asked == null || asked.modern() ? NEWEST_LEGACY : asked;
    }

    /** Those without a handshake. */
    public static List<Revision> modernOnes() {
        return Arrays.stream(values()).filter(Revision::modern).toList();
    }

    /** All of them, for a message. */
    public static String spoken() {
        return Arrays.stream(values()).map(Revision::text).collect(Collectors.joining(", "));
    }

    /** As it stands on the wire. */
    public String text() {
        return text;
    }

    public boolean modern() {
        return compareTo(V2026_07_28) >= 0;
    }

    /** Whether a notification of progress may carry words. */
    public boolean knowsProgressMessages() {
        return compareTo(V2025_03_26) >= 0;
    }

    /** Whether tools may carry hints about their effects. */
    public boolean knowsAnnotations() {
        return compareTo(V2025_03_26) >= 0;
    }

    /** Whether content may be sound. */
    public boolean knowsAudio() {
        return compareTo(V2025_03_26) >= 0;
    }

    /** Whether completion is a capability. */
    public boolean knowsCompletions() {
        return compareTo(V2025_03_26) >= 0;
    }

    /** Whether what is listed has a title besides its name. */
    public boolean knowsTitles() {
        return compareTo(V2025_06_18) >= 0;
    }

    /** Whether content may be a link to a resource. */
    public boolean knowsLinks() {
        return compareTo(V2025_06_18) >= 0;
    }

    /** Whether the user of a client can be asked something. */
    public boolean knowsElicitation() {
        return compareTo(V2025_06_18) >= 0;
    }

    /** Whether what is listed may have pictures. */
    public boolean knowsIcons() {
        return compareTo(V2025_11_25) >= 0;
    }

    /** Whether a tool's result may carry structured content at all. */
    public boolean knowsStructuredContent() {
        return compareTo(V2025_06_18) >= 0;
    }

    public boolean knowsResourceLinks() {
        return compareTo(V2025_06_18) >= 0;
    }

    /** Whether structured content may be something else than an object. */
    public boolean knowsAnyStructuredContent() {
        return modern();
    }
}
