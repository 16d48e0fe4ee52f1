package io.portolan.spec;

/**
 * A change to a file that puts a problem right, said in words of the file. Where in the text that is, is found when
 * somebody asks for the change: a producer needs the place and the words only, and no text.
 */
public sealed interface Fix {

    /** What it does, in a few words. */
    String title();

    /**
     * Writes another word.
     *
     * @param at where the value or key begins
     * @param old the first of this word at or after the place, on the same line, is replaced
     * @param word what is written instead
     */
    record Replace(Position at, String old, String word) implements Fix {

        @Override
        public String title() {
            return "write " + Problem.quoted(word) + " instead of " + Problem.quoted(old);
        }
    }

    /**
     * Adds a parameter of the path to a consumed operation.
     *
     * @param operation where the mapping of the operation begins, or its key
     * @param parameter the name, as the path's placeholder has it
     */
    record Declare(Position operation, String parameter) implements Fix {

        @Override
        public String title() {
            return "declare {" + parameter + "} as a parameter of the path";
        }
    }
}
