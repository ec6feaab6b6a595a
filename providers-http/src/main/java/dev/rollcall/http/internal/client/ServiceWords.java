package dev.rollcall.http.internal.client;

import dev.rollcall.directory.DirectoryException;
import dev.rollcall.http.internal.exchange.Answer;

/** What a service's refusals mean, in words for an administrator. */
public interface ServiceWords {

    /** The service's name and address, as in "Okta at https://example.okta.com". */
    String service();

    /**
     * The exception for an answer that cannot be used and will not get better by waiting.
     *
     * @param doing what was tried: "reading the members of group 'Staff'"
     */
    DirectoryException refused(Answer answer, String doing);

    /**
     * What identifies the answer to the service's support, as in "; request id abc"; empty if nothing. Letters, digits
     * and hyphens only.
     */
    String trace(Answer answer);
}
