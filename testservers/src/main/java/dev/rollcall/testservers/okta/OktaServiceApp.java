package dev.rollcall.testservers.okta;

import java.security.PublicKey;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** An API service app of a {@link FakeOkta}: who asks for access tokens with a signed assertion. */
public final class OktaServiceApp {

    private final String clientId;
    private final Map<String, PublicKey> keys = new LinkedHashMap<>();
    private Set<String> granted = Set.of("okta.users.read", "okta.groups.read");
    private boolean dpopRequired;

    OktaServiceApp(String clientId) {
        this.clientId = clientId;
    }

    public String clientId() {
        return clientId;
    }

    /** The scopes that are granted (default: okta.users.read and okta.groups.read). Asking for any other is refused. */
    public synchronized OktaServiceApp scopes(String... scopes) {
        granted = Set.copyOf(List.of(scopes));
        return this;
    }

    /** Tokens are given, and taken, only with a proof of possession. */
    public synchronized OktaServiceApp requireDpop() {
        dpopRequired = true;
        return this;
    }

    /** One more key, or another one with the same kid. */
    public synchronized OktaServiceApp key(PublicKey key, String kid) {
        keys.put(kid, key);
        return this;
    }

    public synchronized OktaServiceApp removeKey(String kid) {
        keys.remove(kid);
        return this;
    }

    synchronized boolean isDpopRequired() {
        return dpopRequired;
    }

    synchronized boolean grants(Collection<String> scopes) {
        return granted.containsAll(scopes);
    }

    synchronized boolean hasSigned(Jwt assertion) {
        PublicKey key = keys.get(assertion.header().path("kid").asString(""));
        return key != null && assertion.isSignedBy(key);
    }
}
