package dev.rollcall.ldap.internal.validation;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Counts keys that belong to several owners, in a bounded memory: of keys and owners it keeps a hash of 64 bits each, and of no more
 * than a million keys.
 */
final class SharedKeys {

    private static final int MOST = 1_000_000;
    private static final int SMALLEST = 1 << 10;
    private static final long FREE = 0;

    private final int most;
    private final long seed = ThreadLocalRandom.current().nextLong();
    private final Set<Long> shared = new HashSet<>();
    private long[] keys = new long[SMALLEST];
    private long[] owners = new long[SMALLEST];
    private int size;
    private long sharers;
    private boolean full;

    SharedKeys() {
        this(MOST);
    }

    /** @param most how many keys are kept; later ones are compared with these only */
    SharedKeys(int most) {
        this.most = most;
    }

    /** Adds a key; the same key of the same owner is nothing new. */
    void add(String key, String owner) {
        long hash = hash(key);
        long ownerHash = hash(owner);
        int place = place(keys, hash);
        if (keys[place] == FREE) {
            put(place, hash, ownerHash);
        } else if (owners[place] != ownerHash) {
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
        hash = (hash ^ (hash >>> 32)) * 0xd6e8feb86659fd93L;
        hash = (hash ^ (hash >>> 32)) * 0xd6e8feb86659fd93L;
        hash ^= hash >>> 32;
        return hash == FREE ? 1 : hash;
    }

    /** How many keys have several owners. */
    long shared() {
        return shared.size();
    }

    /** How many owners those have in all. */
    long sharers() {
        return sharers;
    }

    /** Whether there were so many keys that not all could be compared. */
    boolean isFull() {
        return full;
    }
}
