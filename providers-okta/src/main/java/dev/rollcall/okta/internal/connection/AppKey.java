package dev.rollcall.okta.internal.connection;

import dev.rollcall.directory.DirectoryCredentialsException;
import dev.rollcall.http.internal.token.SigningKey;
import dev.rollcall.okta.internal.OktaSettings.Credentials.ServiceApp;
import java.security.PrivateKey;

/** Asks the host for the key of its service app. What comes of it is never told. */
final class AppKey {

    private static final String NAME = "private key of the service app";

    private AppKey() {}

    /** @throws DirectoryCredentialsException if there is none, or one that cannot be used */
    static SigningKey of(ServiceApp app) {
        try {
            return SigningKey.forKey(asked(app));
        } catch (IllegalArgumentException e) {
            throw new DirectoryCredentialsException("The " + NAME + " cannot be used: " + e.getMessage(), e);
        }
    }

    // A host's supplier may give null, whatever its type says.
    private static PrivateKey asked(ServiceApp app) {
        PrivateKey key;
        try {
            key = app.key().get();
        } catch (RuntimeException e) {
            throw new DirectoryCredentialsException(
                    "The host could not give the " + NAME + " (" + e.getClass().getName() + ")", e);
        }
        if (key == null) {
            throw new DirectoryCredentialsException("There is no " + NAME + ": what the host gave is empty");
        }
        return key;
    }
}
