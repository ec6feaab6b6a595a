/** What the providers of directories behind a web API share. Hosts use the exported settings only. */
@SuppressWarnings("module") // the two that it is for are built after it
module dev.rollcall.http {
    requires transitive dev.rollcall.core;
    requires java.net.http;
    requires org.slf4j;
    requires tools.jackson.core;
    requires static org.jspecify;

    exports dev.rollcall.http;
    exports dev.rollcall.http.internal.client to
            dev.rollcall.okta,
            dev.rollcall.entra;
    exports dev.rollcall.http.internal.exchange to
            dev.rollcall.okta,
            dev.rollcall.entra;
    exports dev.rollcall.http.internal.json to
            dev.rollcall.okta,
            dev.rollcall.entra;
    exports dev.rollcall.http.internal.listing to
            dev.rollcall.okta,
            dev.rollcall.entra;
    exports dev.rollcall.http.internal.survey to
            dev.rollcall.okta,
            dev.rollcall.entra;
    exports dev.rollcall.http.internal.token to
            dev.rollcall.okta,
            dev.rollcall.entra;
}
