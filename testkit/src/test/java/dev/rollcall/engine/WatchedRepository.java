package dev.rollcall.engine;

import dev.rollcall.account.Account;
import dev.rollcall.account.Change;
import dev.rollcall.account.ChangeResult;
import dev.rollcall.account.Holder;
import dev.rollcall.account.UserRepository;
import dev.rollcall.account.Write;
import dev.rollcall.identity.AccountId;
import dev.rollcall.identity.DirectoryName;
import dev.rollcall.identity.ExternalId;
import dev.rollcall.identity.Username;
import dev.rollcall.lock.Fence;
import dev.rollcall.testkit.ForwardingRepository;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** A repository that notes every call, and refuses or dies where a test wants it to. */
final class WatchedRepository extends ForwardingRepository {

    /** The end of the process, which nothing in the engine may catch. */
    static final class Crash extends Error {
        private static final long serialVersionUID = 1L;
    }

    /** The methods of a repository. */
    enum Call {
        SCAN,
        HOLDERS,
        LOAD,
        ACTIVE_ACCOUNTS,
        APPLY
    }

    private final Map<Call, Integer> calls = new EnumMap<>(Call.class);
    private final Map<Call, Runnable> before = new EnumMap<>(Call.class);
    private final List<Write> written = Collections.synchronizedList(new ArrayList<>());
    private final List<Fence> fences = Collections.synchronizedList(new ArrayList<>());
    private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
    private Predicate<Change> refused = change -> false;
    private Consumer<Change> beforeChange = change -> {};
    private Consumer<Integer> afterChange = count -> {};
    private final AtomicInteger attempts = new AtomicInteger();

    WatchedRepository(UserRepository target) {
        super(target);
    }

    /** Does something before each call of this kind: throws, for instance. */
    WatchedRepository before(Call call, Runnable action) {
        before.put(call, action);
        return this;
    }

    /** Refuses these changes. */
    WatchedRepository refusing(Predicate<Change> changes) {
        refused = changes;
        return this;
    }

    /** Does something before each change. */
    WatchedRepository beforeChange(Consumer<Change> action) {
        beforeChange = action;
        return this;
    }

    /** Makes so many changes, and then throws this instead of an answer. */
    WatchedRepository diesAfter(int changes, Throwable death) {
        attempts.set(0);
        afterChange = count -> {
            if (count == changes) {
                WatchedRepository.<RuntimeException>sneak(death);
            }
        };
        return this;
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <T extends Throwable> void sneak(Throwable thrown) throws T {
        throw (T) thrown;
    }

    /** Forgets every misbehaviour and everything seen. */
    WatchedRepository behaves() {
        before.clear();
        refused = change -> false;
        beforeChange = change -> {};
        afterChange = count -> {};
        calls.clear();
        written.clear();
        fences.clear();
        return this;
    }

    /** What was applied, in its order. */
    List<Write> written() {
        return List.copyOf(written);
    }

    /** The changes that were applied, in their order. */
    List<Change> changes() {
        return written().stream().map(Write::change).toList();
    }

    List<Fence> fences() {
        return List.copyOf(fences);
    }

    Set<Thread> threads() {
        return Set.copyOf(threads);
    }

    int calls(Call call) {
        return calls.getOrDefault(call, 0);
    }

    private void enter(Call call) {
        Runnable action;
        synchronized (this) {
            threads.add(Thread.currentThread());
            calls.merge(call, 1, Integer::sum);
            action = before.getOrDefault(call, () -> {});
        }
        action.run();
    }

    @Override
    public void scan(DirectoryName owner, Set<String> fields, Consumer<Account> accounts) {
        enter(Call.SCAN);
        super.scan(owner, fields, accounts);
    }

    @Override
    public List<Holder> holders(DirectoryName directory, Set<Username> names, Set<ExternalId> ids) {
        enter(Call.HOLDERS);
        return super.holders(directory, names, ids);
    }

    @Override
    public List<Account> load(Set<AccountId> ids, Set<String> fields) {
        enter(Call.LOAD);
        return super.load(ids, fields);
    }

    @Override
    public long activeAccounts() {
        enter(Call.ACTIVE_ACCOUNTS);
        return super.activeAccounts();
    }

    @Override
    public List<ChangeResult> apply(Fence fence, List<Write> batch) {
        enter(Call.APPLY);
        fences.add(fence);
        if (attempts.get() == 0) {
            afterChange.accept(0);
        }
        List<ChangeResult> results = new ArrayList<>();
        for (Write write : batch) {
            beforeChange.accept(write.change());
            ChangeResult result = refused.test(write.change())
                    ? ChangeResult.refused("refused by the test")
                    : super.apply(fence, List.of(write)).get(0);
            results.add(result);
            if (result.status() == ChangeResult.Status.APPLIED) {
                written.add(write);
            }
            afterChange.accept(attempts.incrementAndGet());
        }
        return results;
    }
}
