package dev.rollcall.cli;

/** How a list is printed. */
enum Format {
    TABLE,
    CSV,
    JSON
}
