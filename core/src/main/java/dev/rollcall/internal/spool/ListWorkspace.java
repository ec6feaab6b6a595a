package dev.rollcall.internal.spool;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;

/** Room in plain lists, for policies tried out on a handful of people. */
public final class ListWorkspace implements Workspace {

    /** Creates the workspace. */
    public ListWorkspace() {}

    @Override
    public <T> Log<T> log(Codec<T> codec) {
        List<T> values = new ArrayList<>();
        return new Log<>() {
            @Override
            public long add(T value) {
                values.add(value);
                return values.size() - 1L;
            }

            @Override
            public T get(long position) {
                return values.get((int) position);
            }

            @Override
            public long size() {
                return values.size();
            }

            @Override
            public Iterator<T> iterator() {
                return List.copyOf(values).iterator();
            }
        };
    }

    @Override
    public <T> SortedBag<T> sorted(Codec<T> codec, Comparator<? super T> order) {
        List<T> values = new ArrayList<>();
        return new SortedBag<>() {
            @Override
            public void add(T value) {
                values.add(value);
            }

            @Override
            public long size() {
                return values.size();
            }

            @Override
            public Iterator<T> iterator() {
                return values.stream().sorted(order).iterator();
            }
        };
    }

    @Override
    public void close() {}
}
