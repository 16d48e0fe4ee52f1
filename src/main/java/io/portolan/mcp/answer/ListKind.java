package io.portolan.mcp.answer;

/** What an endpoint lists. */
public enum ListKind {
    TOOLS("tools"),
    PROMPTS("prompts"),
    /** Those of their own and templates of such. */
    RESOURCES("resources");

    private final String word;

    ListKind(String word) {
        this.word = word;
    }

    /** As it stands in methods and in the filters of those who listen. */
    public String word() {
        return word;
    }
}
