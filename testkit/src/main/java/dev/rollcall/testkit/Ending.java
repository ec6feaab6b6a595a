package dev.rollcall.testkit;

import dev.rollcall.directory.Completion;
import dev.rollcall.directory.DirectoryUser;
import dev.rollcall.directory.PersonSink;
import org.jspecify.annotations.Nullable;

/** How a scripted read ends, once everybody was delivered. */
interface Ending {

    /** What proves that a scripted read was complete. */
    String EVIDENCE = "the script came to its end";

    /** As it should. */
    Ending PROPER = (sink, delivered) -> sink.complete(delivered, EVIDENCE);

    /** Without declaring the read complete, or returning anything. */
    Ending WITHOUT_COMPLETION = (sink, delivered) -> null;

    /** Complete, but null is returned. */
    Ending COMPLETE_BUT_NOTHING_RETURNED = (sink, delivered) -> {
        sink.complete(delivered, EVIDENCE);
        return null;
    };

    /** With a completion that no sink made. */
    Ending FORGED = (sink, delivered) -> new Completion() {
        @Override
        public long delivered() {
            return delivered;
        }

        @Override
        public String evidence() {
            return EVIDENCE;
        }
    };

    /** Complete, and one more person after that. */
    Ending COMPLETE_THEN_MORE = (sink, delivered) -> {
        Completion completion = sink.complete(delivered, EVIDENCE);
        sink.accept(DirectoryUser.active("too-late", "too-late").build());
        return completion;
    };

    /** Ends the read, with what it returns. */
    @Nullable
    Completion end(PersonSink sink, long delivered);

    /** Complete, with a wrong count. */
    static Ending claiming(long count) {
        return (sink, delivered) -> sink.complete(count, EVIDENCE);
    }

    /** With the completion of another read. */
    static Ending returning(@Nullable Completion other) {
        return (sink, delivered) -> {
            if (other == null) {
                throw new AssertionError(
                        "The scripted directory has no completion of another read: read it once before");
            }
            return other;
        };
    }

    /** Complete, and an exception after that. */
    static Ending dying(RuntimeException exception) {
        return (sink, delivered) -> {
            sink.complete(delivered, EVIDENCE);
            throw exception;
        };
    }
}
