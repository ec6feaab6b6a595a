package dev.rollcall.internal.spool;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;

/** Room in memory while there is little, in private temporary files beyond. */
public final class SpoolingWorkspace implements Workspace {

    /** How many bytes each log keeps in memory unless said. */
    public static final int DEFAULT_MEMORY = 1 << 20;

    /** How many values a bag sorts in memory unless said. */
    public static final int DEFAULT_RUN = 8192;

    private final Path directory;
    private final int memory;
    private final int sortedRun;
    private final List<SpoolFile> files = new ArrayList<>();
    private boolean closed;

    /** Creates a workspace whose files, if any, lie in this directory. */
    public SpoolingWorkspace(Path directory) {
        this(directory, DEFAULT_MEMORY, DEFAULT_RUN);
    }

    /** Creates a workspace with its own limits: bytes per log in memory, values per sorted run. */
    public SpoolingWorkspace(Path directory, int memory, int sortedRun) {
        this.directory = directory;
        this.memory = memory;
        this.sortedRun = sortedRun;
    }

    private SpoolFile newFile() {
        if (closed) {
            throw new IllegalStateException("The run has ended and needs no more room");
        }
        SpoolFile file = new SpoolFile(directory);
        files.add(file);
        return file;
    }

    @Override
    public <T> Log<T> log(Codec<T> codec) {
        return new SpooledLog<>(codec);
    }

    @Override
    public <T> SortedBag<T> sorted(Codec<T> codec, Comparator<? super T> order) {
        return new SpooledBag<>(codec, order);
    }

    @Override
    public void close() {
        closed = true;
        SpoolException failure = null;
        for (SpoolFile file : files) {
            try {
                file.close();
            } catch (SpoolException e) {
                failure = e;
            }
        }
        files.clear();
        if (failure != null) {
            throw failure;
        }
    }

    private final class SpooledLog<T> implements Log<T> {
        private final Codec<T> codec;
        private final SpooledBytes bytes = new SpooledBytes(SpoolingWorkspace.this::newFile, memory);
        private final ByteWriter writer = new ByteWriter();
        private final SpooledBytes.Window lookups = bytes.window();
        private long size;

        SpooledLog(Codec<T> codec) {
            this.codec = codec;
        }

        @Override
        public long add(T value) {
            writer.reset();
            codec.write(value, writer);
            size++;
            return bytes.append(writer);
        }

        @Override
        public T get(long position) {
            return codec.read(new ByteReader(lookups.record(position)));
        }

        @Override
        public long size() {
            return size;
        }

        @Override
        public Iterator<T> iterator() {
            return new RecordIterator<>(codec, bytes, 0, bytes.length());
        }
    }

    private static final class RecordIterator<T> implements Iterator<T> {
        private final Codec<T> codec;
        private final SpooledBytes.Window window;
        private final long end;
        private long position;

        RecordIterator(Codec<T> codec, SpooledBytes bytes, long start, long end) {
            this.codec = codec;
            this.window = bytes.window();
            this.position = start;
            this.end = end;
        }

        @Override
        public boolean hasNext() {
            return position < end;
        }

        @Override
        public T next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            byte[] record = window.record(position);
            position += SpooledBytes.sizeOf(record);
            return codec.read(new ByteReader(record));
        }
    }

    /** Sorts runs in memory, writes them out, and merges them on the way back. */
    private final class SpooledBag<T> implements SortedBag<T> {
        private final Codec<T> codec;
        private final Comparator<? super T> order;
        private final SpooledBytes bytes = new SpooledBytes(SpoolingWorkspace.this::newFile, memory);
        private final ByteWriter writer = new ByteWriter();
        private final List<Long> runEnds = new ArrayList<>();
        private final List<T> run = new ArrayList<>();
        private boolean sorted;
        private long size;

        SpooledBag(Codec<T> codec, Comparator<? super T> order) {
            this.codec = codec;
            this.order = order;
        }

        @Override
        public void add(T value) {
            if (run.size() == sortedRun) {
                run.sort(order);
                for (T each : run) {
                    writer.reset();
                    codec.write(each, writer);
                    bytes.append(writer);
                }
                runEnds.add(bytes.length());
                run.clear();
            }
            run.add(value);
            sorted = false;
            size++;
        }

        @Override
        public long size() {
            return size;
        }

        @Override
        public Iterator<T> iterator() {
            if (!sorted) {
                // Once: another iterator may be on its way through the values.
                run.sort(order);
                sorted = true;
            }
            List<Iterator<T>> runs = new ArrayList<>();
            long start = 0;
            for (long end : runEnds) {
                runs.add(new RecordIterator<>(codec, bytes, start, end));
                start = end;
            }
            runs.add(Collections.unmodifiableList(run).iterator());
            return new MergingIterator<>(runs, order);
        }
    }

    private static final class MergingIterator<T> implements Iterator<T> {
        private record Head<T>(T value, int run) {}

        private final List<Iterator<T>> runs;
        private final PriorityQueue<Head<T>> heads;

        MergingIterator(List<Iterator<T>> runs, Comparator<? super T> order) {
            this.runs = runs;
            Comparator<Head<T>> byValue = (left, right) -> order.compare(left.value, right.value);
            this.heads = new PriorityQueue<>(byValue.thenComparingInt(head -> head.run));
            for (int i = 0; i < runs.size(); i++) {
                pull(i);
            }
        }

        private void pull(int run) {
            if (runs.get(run).hasNext()) {
                heads.add(new Head<>(runs.get(run).next(), run));
            }
        }

        @Override
        public boolean hasNext() {
            return !heads.isEmpty();
        }

        @Override
        public T next() {
            Head<T> head = heads.remove();
            pull(head.run);
            return head.value;
        }
    }
}
