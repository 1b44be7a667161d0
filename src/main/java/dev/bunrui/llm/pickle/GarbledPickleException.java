package dev.bunrui.llm.pickle;

/** Bytes that are no sound pickle of tensors. */
final class GarbledPickleException extends Exception {
    private static final long serialVersionUID = 1L;
}
