package dev.rollcall.properties;

import dev.rollcall.account.ChangeResult;
import dev.rollcall.account.UserRepository;
import dev.rollcall.account.Write;
import dev.rollcall.lock.Fence;
import dev.rollcall.testkit.ForwardingRepository;
import java.util.ArrayList;
import java.util.List;

/** Makes so many changes, in the middle of a batch if need be, and dies with the next. */
final class CrashingRepository extends ForwardingRepository {

    private int left;

    CrashingRepository(UserRepository target, int changes) {
        super(target);
        this.left = changes;
    }

    @Override
    public List<ChangeResult> apply(Fence fence, List<Write> batch) {
        List<ChangeResult> results = new ArrayList<>();
        for (Write write : batch) {
            if (left-- <= 0) {
                throw new IllegalStateException("the process died here");
            }
            results.addAll(super.apply(fence, List.of(write)));
        }
        return results;
    }
}
