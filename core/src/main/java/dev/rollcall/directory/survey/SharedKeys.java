package dev.rollcall.directory.survey;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Counts keys that belong to several owners, such as match keys of people, in a bounded memory: of keys and owners it
 * keeps a hash of 64 bits each and no text, and of no more than a million keys. Those take some 35 MB, and some 60
 * bytes more for each that is shared and for each owner beside the first, of whom no more than a million are kept
 * either. The hashes start from a random number of each object, so that nobody can choose keys that collide; by
 * accident, two different keys are hardly ever taken for one.
 *
 * <p>Not safe for use by several threads.
 */
public final class SharedKeys {

    private static final int MOST = 1_000_000;
    private static final int SMALLEST = 1 << 10;
    private static final long FREE = 0;

    private final int most;
    private final long seed = ThreadLocalRandom.current().nextLong();
    private final Set<Long> shared = new HashSet<>();
    /** Of each key together with an owner other than its first, so that somebody who comes again is no other owner. */
    private final Set<Long> laterOwners = new HashSet<>();

    private long[] keys = new long[SMALLEST];
    private long[] owners = new long[SMALLEST];
    private int size;
    private long sharers;
    private boolean full;

    /** Creates one with room for a million keys. */
    public SharedKeys() {
        this(MOST);
    }

    /**
     * Creates one with less room.
     *
     * @param most how many keys are kept, and owners beside the first ones, from 1 to a million; later keys are
     *     compared with these only
     * @throws IllegalArgumentException if it is another number
     */
    public SharedKeys(int most) {
        if (most < 1 || most > MOST) {
            throw new IllegalArgumentException("There is room for 1 to " + MOST + " keys, not for " + most);
        }
        this.most = most;
    }

    /**
     * Adds a key; the same key of the same owner is nothing new.
     *
     * @return whether the key was not there before; once it {@link #isFull}, every key that is not kept counts as one
     */
    public boolean add(String key, String owner) {
        long hash = hash(key);
        long ownerHash = hash(owner);
        int place = place(keys, hash);
        if (keys[place] == FREE) {
            put(place, hash, ownerHash);
            return true;
        }
        if (owners[place] != ownerHash) {
            share(hash, ownerHash);
        }
        return false;
    }

    private void share(long hash, long ownerHash) {
        long both = mixed(hash * 31 + ownerHash);
        if (laterOwners.size() == most && !laterOwners.contains(both)) {
            full = true;
            sharers += shared.add(hash) ? 2 : 0;
        } else if (laterOwners.add(both)) {
            sharers += shared.add(hash) ? 2 : 1;
        }
    }

    private void put(int place, long hash, long ownerHash) {
        if (size == most) {
            full = true;
            return;
        }
        keys[place] = hash;
        owners[place] = ownerHash;
        size++;
        if (size * 2 > keys.length) {
            grow();
        }
    }

    private void grow() {
        long[] largerKeys = new long[keys.length * 2];
        long[] largerOwners = new long[keys.length * 2];
        for (int i = 0; i < keys.length; i++) {
            if (keys[i] != FREE) {
                int place = place(largerKeys, keys[i]);
                largerKeys[place] = keys[i];
                largerOwners[place] = owners[i];
            }
        }
        keys = largerKeys;
        owners = largerOwners;
    }

    private static int place(long[] keys, long hash) {
        int place = (int) hash & (keys.length - 1);
        while (keys[place] != FREE && keys[place] != hash) {
            place = (place + 1) & (keys.length - 1);
        }
        return place;
    }

    /** FNV-1a over the characters, well mixed; never the value that stands for nothing. */
    private long hash(String text) {
        long hash = seed;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
        }
        hash = mixed(hash);
        return hash == FREE ? 1 : hash;
    }

    private static long mixed(long bits) {
        long hash = (bits ^ (bits >>> 32)) * 0xd6e8feb86659fd93L;
        hash = (hash ^ (hash >>> 32)) * 0xd6e8feb86659fd93L;
        return hash ^ (hash >>> 32);
    }

    /** How many keys have several owners. */
    public long shared() {
        return shared.size();
    }

    /**
     * How many owners those have in all, each counted once for each key; once it {@link #isFull}, those who were kept.
     */
    public long sharers() {
        return sharers;
    }

    /** Whether there were so many keys, or owners of the same ones, that not all could be compared. */
    public boolean isFull() {
        return full;
    }
}
