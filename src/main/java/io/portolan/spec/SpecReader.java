package io.portolan.spec;

import io.portolan.spec.read.CapabilityReader;
import io.portolan.spec.yaml.YamlSource;

/** Reads a capability file: its sound parts as records, where each stands, and everything that is wrong with it. */
public final class SpecReader {

    /** The bytes of the largest file, and the characters of the longest text, that is read. */
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

    /**
     * What is said of a file that is larger than {@link #LONGEST} bytes.
     *
     * @param beginning of its text, which tells whether it is a capability
     */
    public static Document tooLarge(String file, String beginning) {
        return CapabilityReader.tooLarge(
                file,
                beginning,
                "the file is larger than " + LONGEST + " bytes, and is not read (expected: at most that)");
    }
}
