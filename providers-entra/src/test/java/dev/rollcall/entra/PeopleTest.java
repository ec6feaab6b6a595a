package dev.rollcall.entra;

import static dev.rollcall.entra.Tenant.names;
import static dev.rollcall.entra.Tenant.one;
import static dev.rollcall.entra.Tenant.unreadableIds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.directory.Activity;
import dev.rollcall.directory.DirectoryConfigurationException;
import dev.rollcall.directory.DirectoryCredentialsException;
import dev.rollcall.directory.DirectoryUser;
import dev.rollcall.testkit.RecordingSink;
import dev.rollcall.testservers.entra.EntraPerson;
import dev.rollcall.testservers.http.HttpReply;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
@DisplayName("What is asked of people, and what becomes of the answers")
class PeopleTest {

    private static final String EXTENSION = "extension_0123456789abcdef0123456789abcdef_costCentre";

    private final Tenant tenant = new Tenant();
    private final EntraPerson ann = tenant.person("ann");

    @AfterEach
    void close() {
        tenant.close();
    }

    private void user(String json) {
        tenant.fake.next("/users", HttpReply.json(200, "{\"value\":[" + json + "]}"));
    }

    @Test
    @DisplayName(
            "F72: id, accountEnabled, userType and all that is mapped are asked for, in every list of people, and no more")
    void selects() {
        tenant.fake.group("Staff").add(ann);
        String[] attributes = {"JobTitle", "onpremisesextensionattributes.extensionattribute1", EXTENSION};

        tenant.read(tenant.provider().matchKey("mail", "userPrincipalName"), attributes);
        tenant.read(tenant.provider().matchKey("mail", "userPrincipalName").inGroups("Staff"), attributes);

        for (String list : List.of("/users", "/transitiveMembers")) {
            assertThat(tenant.queries(list))
                    .allSatisfy(query -> assertThat(query.get("$select").split(","))
                            .containsExactlyInAnyOrder(
                                    "id",
                                    "accountEnabled",
                                    "userType",
                                    "userPrincipalName",
                                    "mail",
                                    "jobTitle",
                                    "onPremisesExtensionAttributes",
                                    EXTENSION));
        }
    }

    @Test
    @DisplayName("values are found along their paths, whatever the letter case of known names")
    void values() {
        ann.onPremises("CN=Ann", "immutable", "one", null, "three")
                .set("businessPhones", List.of("1", "2"))
                .set("employeeOrgData", Map.of("division", "West"))
                .set("identities", List.of(Map.of("issuerAssignedId", "a"), Map.of("issuerAssignedId", "b")))
                .extension(EXTENSION, 4711)
                .set("onPremisesSyncEnabled", true)
                .set("jobTitle", null);

        DirectoryUser person = one(
                tenant.read(
                        tenant.provider(),
                        "onPremisesExtensionAttributes.extensionAttribute1",
                        "onPremisesExtensionAttributes.EXTENSIONATTRIBUTE2",
                        "BUSINESSPHONES",
                        "employeeOrgData.division",
                        "identities.issuerAssignedId",
                        EXTENSION,
                        "onPremisesSyncEnabled",
                        "jobTitle",
                        "extension_0123456789abcdef0123456789abcdef_neverSet"),
                "ann");

        assertThat(person.attributes())
                .containsOnly(
                        Map.entry("onpremisesextensionattributes.extensionattribute1", List.of("one")),
                        Map.entry("businessphones", List.of("1", "2")),
                        Map.entry("employeeorgdata.division", List.of("West")),
                        Map.entry("identities.issuerassignedid", List.of("a", "b")),
                        Map.entry(EXTENSION.toLowerCase(Locale.ROOT), List.of("4711")),
                        Map.entry("onpremisessyncenabled", List.of("true")));
        assertThat(person.externalId()).hasToString("Optional[" + ann.id() + "]");
        assertThat(person.activity()).isEqualTo(Activity.ACTIVE);
    }

    @Test
    @DisplayName("R5: a value that is no text makes its person unreadable, with the id, and without the value")
    void noText() {
        user("{\"id\":\"" + ann.id()
                + "\",\"accountEnabled\":false,\"userPrincipalName\":\"ann\",\"jobTitle\":{\"secret\":\"x\"}}");

        RecordingSink sink = tenant.read(tenant.provider(), "jobTitle");

        assertThat(sink.unreadable()).singleElement().satisfies(each -> {
            assertThat(each.known().externalId()).hasToString("Optional[" + ann.id() + "]");
            assertThat(each.known().activity()).isEqualTo(Activity.INACTIVE);
            assertThat(each.why()).contains("'jobTitle'").doesNotContain("secret");
        });
    }

    @Test
    @DisplayName("R5: several match keys of one person are none")
    void severalMatchKeys() {
        ann.set("otherMails", List.of("a@x", "b@x"));

        RecordingSink sink = tenant.read(tenant.provider().matchKey("otherMails"));

        assertThat(unreadableIds(sink)).containsExactly(ann.id());
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "\"true\"", "1", "{}"})
    @DisplayName("R6: an account that is neither enabled nor not is of unknown activity, and that is told")
    void unknownActivity(String enabled) {
        user("{\"id\":\"" + ann.id() + "\",\"accountEnabled\":" + enabled + ",\"userPrincipalName\":\"ann@\"}");

        RecordingSink sink = tenant.read(tenant.provider());

        assertThat(one(sink, "ann").activity()).isEqualTo(Activity.UNKNOWN);
        assertThat(sink.warnings()).singleElement().asString().contains("R6");
    }

    @Test
    @DisplayName("R5: an object without an id is somebody who cannot be identified")
    void noId() {
        user(
                "{\"accountEnabled\":true,\"userPrincipalName\":\"ann@\"},{\"id\":\"no guid\",\"accountEnabled\":true,\"userPrincipalName\":\"bob@\"}");

        RecordingSink sink = tenant.read(tenant.provider());

        assertThat(one(sink, "ann").externalId()).isEmpty();
        assertThat(unreadableIds(sink)).containsExactly("no id");
    }

    @Test
    @DisplayName("F66: an id in capitals is the same id")
    void canonicalId() {
        user(
                "{\"id\":\"ABCDEF00-0000-4000-8000-000000000001\",\"accountEnabled\":true,\"userPrincipalName\":\"ann@\"}");

        assertThat(one(tenant.read(tenant.provider()), "ann").externalId())
                .hasToString("Optional[abcdef00-0000-4000-8000-000000000001]");
    }

    @Test
    @DisplayName("the external id may be another attribute; who has none is delivered without")
    void anotherExternalId() {
        ann.onPremises("CN=Ann", "q7Fk==");
        tenant.person("bob");

        RecordingSink sink = tenant.read(tenant.provider().externalId("OnPremisesImmutableID"));

        assertThat(one(sink, "ann").externalId()).hasToString("Optional[q7Fk==]");
        assertThat(one(sink, "bob").externalId()).isEmpty();
    }

    @Test
    @DisplayName("F79: guests are out unless they are wanted; a member is whoever is not said to be a guest")
    void guests() {
        tenant.person("gus").guest();
        tenant.person("nul").set("userType", null);

        RecordingSink without = tenant.read(tenant.provider());
        RecordingSink with = tenant.read(tenant.provider().guests(true));

        assertThat(names(without)).containsExactly("ann", "nul");
        assertThat(without.completion().orElseThrow().evidence()).contains("guests were left out 1 time");
        assertThat(with.people()).hasSize(3);
    }

    @Test
    @DisplayName("F79: a guest without mail has the match key that the host named for that, and never a null one")
    void aGuestWithoutMail() {
        tenant.person("gus").guest().set("mail", null);

        RecordingSink sink = tenant.read(tenant.provider().guests(true).matchKey("mail", "userPrincipalName"));
        RecordingSink none = tenant.read(tenant.provider().guests(true).matchKey("mail"));

        assertThat(names(sink)).contains("gus_rollcall.example#EXT#");
        assertThat(none.people())
                .filteredOn(person -> person.matchKey().isEmpty())
                .hasSize(1);
    }

    @Test
    @DisplayName("F78: where nobody comes with more than an id, the read fails and names the permission")
    void everybodyIsAShell() {
        tenant.fake.group("Staff").add(ann, tenant.person("bob"), tenant.fake.device("laptop"));
        tenant.fake.withoutUserRead();

        assertThat(tenant.failing(
                        DirectoryCredentialsException.class, tenant.provider().inGroups("Staff"), "businessPhones"))
                .hasMessageContaining("User.Read.All")
                .hasMessageContaining("admin consent");
    }

    @Test
    @DisplayName("F78: so it does where it is one person")
    void theOnlyOneIsAShell() {
        tenant.fake.group("Staff").add(ann);
        tenant.fake.withoutUserRead();

        tenant.failing(DirectoryCredentialsException.class, tenant.provider().inGroups("Staff"));
    }

    @Test
    @DisplayName("F9: one such person among others is unreadable with the id")
    void oneShell() {
        user(
                "{\"id\":\"" + ann.id() + "\",\"accountEnabled\":null,\"userType\":null,\"userPrincipalName\":null},"
                        + "{\"id\":\"00000000-0000-4000-8000-000000000001\",\"accountEnabled\":true,\"userPrincipalName\":\"bob@\"}");

        RecordingSink sink = tenant.read(tenant.provider());

        assertThat(unreadableIds(sink)).containsExactly(ann.id());
        assertThat(sink.people()).hasSize(1);
    }

    @Test
    @DisplayName("F78: without the right to list people the read fails and names the permission")
    void withoutUserRead() {
        tenant.fake.withoutUserRead();

        assertThat(tenant.failing(DirectoryCredentialsException.class, tenant.provider()))
                .hasMessageContaining("403")
                .hasMessageContaining("User.Read.All");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "passwordProfile",
                "passwordprofile.password",
                "deviceKeys.keyMaterial",
                "onPremisesExtensionAttributes",
                "manager",
                "manager.manager.mail",
                "manager.passwordProfile",
                "signInActivity.lastSignInDateTime",
                "customSecurityAttributes.any.thing",
                "aboutMe",
                "id,mail",
                "a b",
                ".x",
                "x."
            })
    @DisplayName("R28: what cannot be read is refused before anything is asked")
    void refused(String attribute) {
        assertThat(tenant.failing(DirectoryConfigurationException.class, tenant.provider(), attribute, "jobTitle"))
                .hasMessageContaining("'" + attribute + "'");
        assertThat(tenant.fake.requests()).isEmpty();
    }

    @Test
    @DisplayName("a property that Graph does not know is an error of the configuration")
    void unknownProperty() {
        assertThat(tenant.failing(DirectoryConfigurationException.class, tenant.provider(), "shoeSize"))
                .hasMessageContaining("400");
    }

    @Test
    @DisplayName("a person who is deleted meanwhile is not there; those after are")
    void deletedMeanwhile() {
        EntraPerson bob = tenant.person("bob");
        EntraPerson cid = tenant.person("cid");
        tenant.person("dan");
        tenant.fake.onNextRequest(tenant.fake.page("/users", 2), () -> {
            bob.delete();
            cid.delete();
        });

        assertThat(names(tenant.read(tenant.provider()))).containsExactly("ann", "bob", "dan");
    }

    @Test
    @DisplayName(
            "F78: people without a user principal name are shells, whatever else came, and all of them fail the read")
    void mixedShells() {
        String extension = "onPremisesExtensionAttributes";
        user(
                "{\"id\":\"" + ann.id() + "\",\"accountEnabled\":null,\"" + extension
                        + "\":{\"extensionAttribute1\":null},\"businessPhones\":[]},"
                        + "{\"id\":\"00000000-0000-4000-8000-000000000001\",\"userPrincipalName\":\"\",\"userType\":\"Member\"}");

        assertThat(tenant.failing(
                        DirectoryCredentialsException.class, tenant.provider(), extension + ".extensionAttribute1"))
                .hasMessageContaining("User.Read.All");
    }

    @Test
    @DisplayName("F79: whoever has no type and a name that Entra ID made up for a guest is a guest")
    void guestsWithoutAType() {
        tenant.person("gus").guest().set("userType", null);

        assertThat(names(tenant.read(tenant.provider()))).containsExactly("ann");
        assertThat(tenant.read(tenant.provider().guests(true)).people()).hasSize(2);
    }

    @Test
    @DisplayName("F72: accountEnabled is asked for in direct members and in lists of users of a group")
    void asksForActivity() {
        tenant.fake.group("Staff").add(ann);

        tenant.read(tenant.provider().inGroups("Staff").nestedGroups(false));
        tenant.read(tenant.provider().inGroups("Staff").filter("accountEnabled eq true"));

        for (String list : List.of("/members", "/microsoft.graph.user")) {
            assertThat(tenant.queries(list))
                    .singleElement()
                    .satisfies(query -> assertThat(query.get("$select")).contains("accountEnabled"));
        }
    }
}
