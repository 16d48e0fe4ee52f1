package io.portolan.spec;

import io.portolan.spec.read.CapabilityReader;
import io.portolan.spec.yaml.YamlSource;

/** Reads a capability file: its sound parts as records, where each stands, and everything that is wrong with it. */
public final class SpecReader {

    /** The characters of the longest text that is read; more are refused before they are looked at. */
    public static final int LONGEST = YamlSource.MAX_LENGTH;

    private SpecReader() {}

    /**
     * Never fails for what the text holds.
     *
     * @param file the name that positions carry; nothing is opened
     */
    public static Document read(String file, String text) {
        return CapabilityReader.read(file, text);
    }
}
