/** A directory provider that reads Okta. */
module dev.rollcall.okta {
    requires transitive dev.rollcall.core;
    requires transitive dev.rollcall.http;
    requires org.slf4j;
    requires static org.jspecify;

    exports dev.rollcall.okta;
}
