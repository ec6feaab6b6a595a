package dev.rollcall.run;

import dev.rollcall.plan.RefusalCode;
import java.util.Objects;

/**
 * A refusal that stood when a run finished. In the next one it is counted, and written only if it is new (R41).
 *
 * @param person by what the engine knows the person or account again; opaque
 * @param code why
 * @param what stands for what was refused and the words for it: the same refusal has the same text; opaque
 * @param rejected whether the person was rejected altogether, which the guard looks at (R33)
 */
public record StandingRefusal(String person, RefusalCode code, String what, boolean rejected) {

    public StandingRefusal {
        Objects.requireNonNull(person, "person");
        Objects.requireNonNull(code, "code");
        Objects.requireNonNull(what, "what");
    }
}
