package dev.bunrui.llm.shelf;

/** Whether a base model can be used now. */
public enum ModelState {
    /** It comes with the program. */
    EMBEDDED,
    /** All its files are in the hub's cache. */
    PRESENT,
    /** It is a folder that the user named. */
    FOLDER,
    /** Some of its files are here, or parts of them; a download goes on from there. */
    PARTLY,
    ABSENT,
    /** It is not here, and the hub asks who one is before it gives it. */
    GATED,
    /** It is here, but is none that can be used. */
    UNUSABLE;

    /** Whether a run can begin with it. */
    public boolean usable() {
        return this == EMBEDDED || this == PRESENT || this == FOLDER;
    }

    /** Whether the hub may have what is missing of it. */
    public boolean fetchable() {
        return this == PARTLY || this == ABSENT || this == GATED;
    }
}
