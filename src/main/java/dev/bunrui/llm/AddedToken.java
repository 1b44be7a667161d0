package dev.bunrui.llm;

/**
 * A token that is looked for in a text before it is cut into pieces.
 *
 * @param id -1 where the tokenizer's files name none
 * @param eatsLeft white space before it goes with it ({@code lstrip})
 * @param eatsRight white space after it goes with it ({@code rstrip})
 * @param wordOnly it counts only between spaces ({@code single_word})
 */
public record AddedToken(String content, int id, boolean eatsLeft, boolean eatsRight, boolean wordOnly) {
    static AddedToken plain(String content) {
        return new AddedToken(content, -1, false, false, false);
    }

    /** The same with an id. */
    public AddedToken as(int id) {
        return new AddedToken(content, id, eatsLeft, eatsRight, wordOnly);
    }
}
