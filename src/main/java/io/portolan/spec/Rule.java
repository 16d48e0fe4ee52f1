package io.portolan.spec;

import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The kinds of problems, by names that stay the same when the words of messages change. A producer may name the rule;
 * where it does not, the words of its message tell.
 */
public enum Rule {
    NOT_YAML("The text is not YAML 1.2.", "^not YAML"),
    NOT_A_CAPABILITY("The file has no marker (`naftiko` or `ikanos`), or is empty.", "^not a capability|file is empty"),
    CUT_FILE("The text was cut, such as by a page that shows only its beginning.", "\\b(was|is) cut\\b"),
    UNREADABLE_FILE("The file cannot be opened or is not text.", "cannot be read"),
    OUT_OF_BOUNDS(
            "Longer, deeper or fuller than is read.",
            "^too many|^nested too deep|^the text has \\d+|^the file is larger|stands inside what it names|too (large|long|deep)"),
    SECOND_DOCUMENT("Only the first document of a file is read.", "^a second document"),
    UNKNOWN_TAG("A YAML tag that is not read.", "^tag "),
    DUPLICATE_KEY("A key stands twice in one mapping.", "^key .+ stands twice"),
    UNKNOWN_KEY("A key that the section does not have.", "^unknown key"),
    MISSING_KEY("A key that the section needs.", "^missing key"),
    UNKNOWN_VALUE("Not one of the words that the key takes.", "^unknown value"),
    WRONG_TYPE("A list, a mapping, a number or a text stands where another is due.", "^expected .+, found|^a key is a"),
    NOT_SUPPORTED("Part of the format or of another vocabulary, and not served.", "not supported"),
    UNKNOWN_NAMESPACE("`call` or `ref` names a namespace that the file does not have.", "^unknown namespace"),
    UNKNOWN_OPERATION("`call` or `ref` names an operation that the namespace does not have.", "^unknown operation"),
    UNKNOWN_PARAMETER("`with` names a parameter that the operation does not have.", "has no parameter"),
    UNDECLARED_PLACEHOLDER(
            "A placeholder of a consumed path without a parameter; it is taken as a required string.",
            "^placeholder .+ is not declared"),
    RENAMED_PLACEHOLDER(
            "A placeholder of an exposed path that means a parameter of another spelling.",
            "^placeholder .+ stands for"),
    UNUSED_PLACEHOLDER("A placeholder of an exposed path that the call does not use.", "not used by the call"),
    MISSING_PLACEHOLDER("A path parameter for which the path has no placeholder.", "has no placeholder for"),
    UNPLACED_PARAMETER("A parameter that does not say where it goes.", "not say where it goes"),
    DUPLICATE_NAME(
            "A name, route or parameter that is defined twice, or taken by another file.",
            "\\b(consumed|exposed|defined|bound|given|imported) twice|^namespace .+ is taken|^a second body"),
    UNBOUND_VARIABLE("A variable that no bind declares; it is looked up anyway.", "^no bind declares|looked up in the"),
    BASE_URI("The base URI is empty, a template, or no URI.", "\\bbase ?URI\\b|is not a URI"),
    PATH_FORM(
            "A path that cannot be served or called as it is written.",
            "path that begins with|holds a (query|space)|query or fragment"),
    NAME_FORM("A name that cannot be sent or served as it is written.", "is no name of a|the name holds"),
    UNUSABLE_PATTERN("A `pattern` that nothing is checked against.", "not checked against it"),
    BODY_WITHOUT_USE("A body with a method that has none.", "with a body"),
    ADDRESS_NOT_USED("An adapter's address or port; the settings decide.", "is not used; the setting"),
    NOTHING_TO_SERVE("The file or a part of it does nothing.", "^exposes nothing|^nothing to do"),
    /** The rest, by severity. */
    INVALID("Any other error.", "$^"),
    DOUBTFUL("Any other warning.", "$^"),
    REMARK("Any other note.", "$^");

    private final String meaning;
    private final Pattern words;

    Rule(String meaning, String words) {
        this.meaning = meaning;
        this.words = Pattern.compile(words);
    }

    /** As documents and programs call it, such as {@code undeclared-placeholder}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What it finds, in a sentence; Markdown. */
    public String meaning() {
        return meaning;
    }

    /** The first rule of whose words a message makes use. */
    static Rule of(Problem.Severity severity, String text) {
        return Arrays.stream(values())
                .filter(rule -> rule.words.matcher(text).find())
                .findFirst()
                .orElse(
                        switch (severity) {
                            case ERROR -> INVALID;
                            case WARNING -> DOUBTFUL;
                            case NOTE -> REMARK;
                        });
    }
}
