package dev.rollcall.rules.names;

import java.util.Arrays;
import java.util.function.IntUnaryOperator;

/**
 * Settles all renames of a run at once (R14). Accounts are numbered; each wants at most one name and each name is
 * wanted by at most one of them, since people who share a name are not renamed (R12). So whoever wants a name waits for
 * at most one other, and is waited for by at most one: the renames form chains and rings.
 */
public final class Renames {

    /** In place of an account's number: nobody holds the name. */
    public static final int FREE = -1;

    /** In place of an account's number: somebody holds the name who will certainly keep it. */
    public static final int TAKEN = -2;

    private static final int UNSETTLED = -1;
    private static final int REFUSED = -2;

    private final int[] rank;
    private final int[] ring;

    private Renames(int accounts) {
        rank = new int[accounts];
        ring = new int[accounts];
        Arrays.fill(rank, UNSETTLED);
    }

    /**
     * Settles the renames.
     *
     * @param accounts how many accounts there are
     * @param holderOfWantedName for an account that wants another name: who holds it, {@link #FREE} or {@link #TAKEN};
     *     for an account that keeps its name: its own number
     */
    public static Renames settle(int accounts, IntUnaryOperator holderOfWantedName) {
        Renames renames = new Renames(accounts);
        int[] chain = new int[Math.min(accounts, 16)];
        for (int account = 0; account < accounts; account++) {
            int length = 0;
            int current = account;
            int outcome;
            while (true) {
                if (current == FREE) {
                    outcome = 0;
                    break;
                }
                if (current == TAKEN || renames.rank[current] == REFUSED) {
                    outcome = REFUSED;
                    break;
                }
                if (renames.rank[current] >= 0) {
                    outcome = renames.rank[current] + 1;
                    break;
                }
                int holder = holderOfWantedName.applyAsInt(current);
                if (holder == current) {
                    renames.rank[current] = REFUSED;
                    outcome = REFUSED;
                    break;
                }
                if (length > 0 && current == account) {
                    outcome = renames.closeRing(chain, length, account);
                    length = 0;
                    break;
                }
                if (length == accounts) {
                    throw new IllegalArgumentException("Two accounts want the same name, which R12 rules out");
                }
                if (length == chain.length) {
                    chain = Arrays.copyOf(chain, Math.min(accounts, 2 * length));
                }
                chain[length++] = current;
                current = holder;
            }
            for (int i = length - 1; i >= 0; i--) {
                renames.rank[chain[i]] = outcome == REFUSED ? REFUSED : outcome++;
            }
        }
        return renames;
    }

    private int closeRing(int[] chain, int length, int first) {
        for (int i = 0; i < length; i++) {
            rank[chain[i]] = 0;
            ring[chain[i]] = first + 1;
        }
        return 0;
    }

    /** Whether an account that wants another name gets it. */
    public boolean isGranted(int account) {
        return rank[account] >= 0;
    }

    /** The place of a granted rename in the order of writing: a name is given up before it is taken. */
    public int rank(int account) {
        return rank[account];
    }

    /** The ring that a granted rename belongs to, all of which happens in one step; 0 where it belongs to none. */
    public int ring(int account) {
        return ring[account];
    }
}
