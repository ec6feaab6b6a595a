/** Audit events as JSON, one object per line. */
module dev.rollcall.json {
    requires transitive dev.rollcall.core;
    requires tools.jackson.core;
    requires static org.jspecify;

    exports dev.rollcall.json;
}
