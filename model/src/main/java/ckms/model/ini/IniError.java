package ckms.model.ini;

/** An error of the dialect; CPython's {@code configparser} has an exception for each. */
enum IniError {
    /** {@code ParsingError}. */
    SYNTAX("ini-syntax"),
    /** {@code MissingSectionHeaderError}. */
    NO_SECTION("ini-no-section"),
    /** {@code DuplicateSectionError}. */
    DUPLICATE_SECTION("ini-duplicate-section"),
    /** {@code DuplicateOptionError}. */
    DUPLICATE_OPTION("ini-duplicate-option"),
    /** {@code InterpolationSyntaxError}. */
    PERCENT("ini-percent"),
    /** {@code InterpolationMissingOptionError}. */
    UNKNOWN_REFERENCE("ini-unknown-reference"),
    /** {@code InterpolationDepthError}. */
    DEPTH("ini-depth");

    private final String code;

    IniError(String code) {
        this.code = code;
    }

    String code() {
        return code;
    }
}
