package dev.rollcall.testservers.okta;

/** The operators of search expressions. */
enum Operator {
    EQ,
    GT,
    GE,
    LT,
    LE,
    SW,
    CO,
    PR;

    boolean isOrder() {
        return this == GT || this == GE || this == LT || this == LE;
    }
}
