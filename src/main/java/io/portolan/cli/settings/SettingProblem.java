package io.portolan.cli.settings;

/**
 * Something wrong with a setting.
 *
 * @param origin where it was given: {@code conf/portolan.yaml:3:5}, a variable's name or a flag
 * @param setting its name; empty when it is about the file as a whole
 * @param text what is wrong, and in brackets what was expected
 */
public record SettingProblem(String origin, String setting, String text) {

    public SettingProblem {
        text = text.replaceAll("\\p{Cntrl}+", " ");
    }

    /** {@code origin: error: setting: text}. */
    @Override
    public String toString() {
        return origin + ": error: " + (setting.isEmpty() ? "" : setting + ": ") + text;
    }
}
