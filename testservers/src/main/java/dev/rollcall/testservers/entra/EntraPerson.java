package dev.rollcall.testservers.entra;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A person of a tenant. A new one is an enabled member of the tenant with a mailbox, and was never synchronised from
 * elsewhere.
 */
public final class EntraPerson extends EntraObject {

    private static final int EXTENSION_ATTRIBUTES = 15;

    private final String domain;

    EntraPerson(Tenant tenant, Entry entry, String domain) {
        super(tenant, entry);
        this.domain = domain;
    }

    @Override
    public EntraPerson set(String property, @Nullable Object value) {
        super.set(property, value);
        return this;
    }

    /** Sets {@code accountEnabled}; null where the service does not say. */
    public EntraPerson enabled(@Nullable Boolean enabled) {
        return set("accountEnabled", enabled);
    }

    /**
     * Makes a guest: {@code userType} is Guest, the mail address stays, and the name to sign in with becomes the
     * address as guests have it, such as {@code ada_else.example#EXT#@rollcall.example}.
     */
    public EntraPerson guest() {
        String address = entry().text("userPrincipalName");
        rename(address.replace('@', '_') + "#EXT#@" + domain);
        return set("userType", "Guest").set("creationType", "Invitation").set("externalUserState", "Accepted");
    }

    /** Gives another name to sign in with; the mail address stays. */
    public EntraPerson rename(String userPrincipalName) {
        synchronized (tenant()) {
            tenant().name(entry(), userPrincipalName);
        }
        return this;
    }

    /** Sets who the manager is; null for nobody. */
    public EntraPerson manager(@Nullable EntraPerson manager) {
        synchronized (tenant()) {
            entry().manager(manager == null ? null : manager.id());
        }
        return this;
    }

    /**
     * Sets a directory extension. Of those that were never set, Graph says nothing at all.
     *
     * @param name such as {@code extension_0123456789abcdef0123456789abcdef_costCentre}
     * @param value null is told as null
     */
    public EntraPerson extension(String name, @Nullable Object value) {
        if (!Select.isExtension(name)) {
            throw new IllegalArgumentException("not the name of a directory extension: " + name);
        }
        put(name, value);
        return this;
    }

    /**
     * Makes a person who is synchronised from Active Directory.
     *
     * @param extensionAttributes the values of the first of the fifteen attributes, in order; null for unset
     */
    public EntraPerson onPremises(
            String distinguishedName, String immutableId, @Nullable String... extensionAttributes) {
        Map<String, @Nullable String> attributes = new LinkedHashMap<>();
        for (int i = 0; i < EXTENSION_ATTRIBUTES; i++) {
            attributes.put(
                    "extensionAttribute" + (i + 1), i < extensionAttributes.length ? extensionAttributes[i] : null);
        }
        return set("onPremisesDistinguishedName", distinguishedName)
                .set("onPremisesImmutableId", immutableId)
                .set("onPremisesSyncEnabled", true)
                .set("onPremisesExtensionAttributes", attributes);
    }
}
