package dev.rollcall.internal.spool;

/** Writes values of one kind to bytes and reads them back. */
public interface Codec<T> {

    /** Appends a value. */
    void write(T value, ByteWriter out);

    /** Reads what {@link #write} appended. */
    T read(ByteReader in);
}
