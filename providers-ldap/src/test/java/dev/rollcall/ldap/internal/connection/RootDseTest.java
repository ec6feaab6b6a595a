package dev.rollcall.ldap.internal.connection;

import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.sdk.Entry;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What a server says of itself")
class RootDseTest {

    @Test
    @DisplayName("in Active Directory names the domain and the number of its latest change")
    void activeDirectory() throws Exception {
        RootDse root = RootDse.of(new Entry(
                "dn:",
                "supportedCapabilities: 1.2.840.113556.1.4.800",
                "supportedCapabilities: 1.2.840.113556.1.4.1670",
                "supportedControl: 1.2.840.113556.1.4.319",
                "namingContexts: DC=example,DC=com",
                "namingContexts: CN=Configuration,DC=example,DC=com",
                "defaultNamingContext: DC=example,DC=com",
                "highestCommittedUSN: 20481"));
        assertThat(root.isActiveDirectory()).isTrue();
        assertThat(root.supportsControl("1.2.840.113556.1.4.319")).isTrue();
        assertThat(root.supportsControl("1.2.840.113556.1.4.841")).isFalse();
        assertThat(root.namingContexts()).containsExactly("DC=example,DC=com", "CN=Configuration,DC=example,DC=com");
        assertThat(root.defaultNamingContext()).isEqualTo("DC=example,DC=com");
        assertThat(root.highestCommittedUsn()).contains(20481L);
        assertThat(root.vendor()).isNull();
    }

    @Test
    @DisplayName("elsewhere names the vendor, without what could forge a line of a log")
    void vendor() throws Exception {
        RootDse root = RootDse.of(new Entry("dn:", "vendorName: Some Vendor", "vendorVersion:: MS4wCkZBS0U="));
        assertThat(root.isActiveDirectory()).isFalse();
        assertThat(root.vendor()).isEqualTo("Some Vendor 1.0?FAKE");
    }

    @Test
    @DisplayName("may be nonsense or nothing, and then it says nothing")
    void nonsense() throws Exception {
        assertThat(RootDse.of(new Entry("dn:", "highestCommittedUSN: many")).highestCommittedUsn())
                .isEmpty();
        assertThat(RootDse.of(null).hasControls()).isFalse();
        assertThat(RootDse.of(null).namingContexts()).isEmpty();
        assertThat(RootDse.of(null).defaultNamingContext()).isNull();
    }
}
