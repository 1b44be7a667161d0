package dev.bunrui.llm.pickle;

/** A pickle calls for something that no tensor needs. */
final class ForbiddenNameException extends Exception {
    private static final long serialVersionUID = 1L;

    /** What it calls for, such as {@code os.system}, is the message. */
    ForbiddenNameException(String name) {
        super(name);
    }
}
