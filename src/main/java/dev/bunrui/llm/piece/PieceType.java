package dev.bunrui.llm.piece;

/** What a piece of a vocabulary is for. The order is that of the file's numbers, from 1. */
public enum PieceType {
    NORMAL,
    /** Stands for whatever has no piece. */
    UNKNOWN,
    /** Never found in a text, such as {@code </s>}. */
    CONTROL,
    /** Always found in a text, before all others, such as {@code <NL>}. */
    USER_DEFINED,
    UNUSED,
    /** One byte of a character that has no piece. */
    BYTE;

    private static final PieceType[] ALL = values();

    static PieceType of(int number) {
        if (number < 1 || number > ALL.length) {
            throw new IllegalArgumentException("piece type " + number);
        }
        return ALL[number - 1];
    }
}
