package ckms.model.config;

/** Whether what recipes run is kept in a sandbox. */
public enum Sandboxing {
    /** Use a sandbox where the host allows one, and go on without where it does not. */
    AUTO,
    /** Run nothing of a recipe's without a sandbox. */
    REQUIRE,
    /** Use no sandbox. */
    OFF
}
