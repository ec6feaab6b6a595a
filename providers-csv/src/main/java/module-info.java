/** A directory provider that reads a CSV file, and the reader of hand-over lists. */
module dev.rollcall.csv {
    requires transitive dev.rollcall.core;
    requires org.apache.commons.csv;
    requires static org.jspecify;

    exports dev.rollcall.csv;
}
