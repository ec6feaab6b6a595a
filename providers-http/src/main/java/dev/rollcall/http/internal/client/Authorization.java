package dev.rollcall.http.internal.client;

import dev.rollcall.http.internal.exchange.Request;

/** Proves to a service who is asking. Used by several threads at once. */
public interface Authorization {

    /**
     * Returns a copy of the request with what proves it; asked for each attempt anew. May fetch a token first.
     *
     * @throws dev.rollcall.directory.DirectoryException if there is no token to be had
     */
    Request sign(Request request);

    /**
     * Told that a request it had signed was refused (status 401). Forgets the token that this request carried, unless
     * it was forgotten before, so that the next {@link #sign} fetches another.
     *
     * @return whether asking again can help; false where the credentials are what was sent
     */
    boolean renew(Request refused);
}
