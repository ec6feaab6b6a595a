package dev.rollcall.run;

import dev.rollcall.plan.RefusalCode;
import java.util.Objects;

/**
 * A refusal that stood when a run finished. In the next one it is counted, and written only if it is new (R41).
 *
 * @param person by what the engine knows the person or account again; opaque
 * @param code why
 * @param what stands for what was refused and the words for it: the same refusal has the same text; opaque.
 *     {@link #UNRECORDED} where no audit event tells of it yet, so that the next run writes one (R43)
 * @param rejected whether the person was rejected altogether, which the guard looks at (R33)
 */
public record StandingRefusal(String person, RefusalCode code, String what, boolean rejected) {

    /** What stands in place of a refusal that the audit sink failed to record. */
    public static final String UNRECORDED = "";

    public StandingRefusal {
        Objects.requireNonNull(person, "person");
        Objects.requireNonNull(code, "code");
        Objects.requireNonNull(what, "what");
    }
}
