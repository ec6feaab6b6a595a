/** Keeps the user table of a host application in step with an external directory. */
module dev.rollcall.core {
    requires transitive org.slf4j;
    requires static transitive org.jspecify;

    exports dev.rollcall;
    exports dev.rollcall.account;
    exports dev.rollcall.audit;
    exports dev.rollcall.directory;
    exports dev.rollcall.directory.survey;
    exports dev.rollcall.identity;
    exports dev.rollcall.lock;
    exports dev.rollcall.plan;
    exports dev.rollcall.policy;
    exports dev.rollcall.rules;
    exports dev.rollcall.run;
}
