/** A directory provider that reads Microsoft Entra ID. */
module dev.rollcall.entra {
    requires transitive dev.rollcall.core;
    requires transitive dev.rollcall.http;
    requires org.slf4j;
    requires static org.jspecify;

    exports dev.rollcall.entra;
}
