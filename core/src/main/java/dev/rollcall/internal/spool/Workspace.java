package dev.rollcall.internal.spool;

import java.util.Comparator;

/** Gives room to one run. Used by one thread; frees everything when closed. */
public interface Workspace extends AutoCloseable {

    /** Returns an empty log. */
    <T> Log<T> log(Codec<T> codec);

    /** Returns an empty bag. */
    <T> SortedBag<T> sorted(Codec<T> codec, Comparator<? super T> order);

    /** Frees everything. */
    @Override
    void close();

    /** Values in the order in which they were added, each of which can be looked up again. */
    interface Log<T> extends Iterable<T> {

        /** Appends a value and returns where it is. */
        long add(T value);

        /** Returns the value that was appended there. */
        T get(long position);

        /** How many values there are. */
        long size();
    }

    /** Values that come out in order, whatever the order they went in; nothing is added after the first iteration. */
    interface SortedBag<T> extends Iterable<T> {

        /** Adds a value. */
        void add(T value);

        /** How many values there are. */
        long size();
    }
}
