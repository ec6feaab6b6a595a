package dev.rollcall.ldap.internal.scope;

import static dev.rollcall.ldap.ScriptedLdapServer.GROUPS;
import static dev.rollcall.ldap.ScriptedLdapServer.PEOPLE;
import static dev.rollcall.ldap.ScriptedLdapServer.names;
import static dev.rollcall.ldap.ScriptedLdapServer.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.unboundid.ldap.sdk.ResultCode;
import dev.rollcall.directory.DirectoryConfigurationException;
import dev.rollcall.directory.DirectoryException;
import dev.rollcall.directory.PersonSink;
import dev.rollcall.ldap.Entries;
import dev.rollcall.ldap.Habits;
import dev.rollcall.ldap.LdapDirectoryProvider;
import dev.rollcall.ldap.LdapExternalId;
import dev.rollcall.ldap.LdapPreset;
import dev.rollcall.ldap.ScriptedLdapServer;
import dev.rollcall.testkit.RecordingSink;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
@DisplayName("F5: a group chosen by name stays the group that it was")
class ScopeMemoryTest {

    private static final String STAFF = "cn=staff," + GROUPS;
    private static final String ANN = "uid=ann," + PEOPLE;
    private static final String BOB = "uid=bob," + PEOPLE;

    @TempDir
    Path folder;

    private final ScriptedLdapServer server = new ScriptedLdapServer();
    private Path memory;

    @BeforeEach
    void staff() {
        memory = folder.resolve("memory");
        server.add(Entries.person(ANN, "objectClass=inetOrgPerson"), Entries.person(BOB, "objectClass=inetOrgPerson"));
        server.add(Entries.of(STAFF, "groupOfNames", "member=" + ANN, "nsUniqueId=1-staff"));
    }

    @AfterEach
    void close() {
        server.close();
    }

    private LdapDirectoryProvider.Builder provider() {
        return server.provider(LdapPreset.DIRECTORY_SERVER_389)
                .externalId(LdapExternalId.attribute("uid"))
                .inGroups(STAFF)
                .memory(memory);
    }

    private void assertRefused(String... words) {
        RecordingSink sink = new RecordingSink();
        assertThatThrownBy(() -> read(provider(), sink))
                .isInstanceOf(DirectoryConfigurationException.class)
                .hasMessageContainingAll(words);
        assertThat(sink.completion()).isEmpty();
    }

    @Test
    @DisplayName("the first complete read notes the ids, the next one leaves the file alone")
    void theFirstReadNotesTheIds() throws IOException {
        read(provider());

        assertThat(memory).hasContent("1-staff\t" + STAFF);
        assertThat(folder)
                .isDirectoryContaining(file -> file.equals(memory))
                .isDirectoryNotContaining(file -> file.toString().endsWith(".new"));
        var written = Files.getLastModifiedTime(memory);
        read(provider());
        assertThat(Files.getLastModifiedTime(memory)).isEqualTo(written);
    }

    @Test
    @DisplayName("a group that is renamed is read under its new name, and goes by the name it was chosen by")
    void aRenamedGroupStaysTheSame() {
        read(provider());
        server.move(STAFF, "cn=personnel", GROUPS);

        RecordingSink sink = read(provider());

        assertThat(names(sink)).containsExactly("ann");
        assertThat(sink.people().get(0).groups()).containsExactly(STAFF);
        assertThat(memory).hasContent("1-staff\t" + STAFF);
    }

    @Test
    @DisplayName("another group that took the name of a renamed one is refused, and both are named")
    void anotherGroupOfTheSameNameIsRefused() {
        read(provider());
        server.move(STAFF, "cn=personnel", GROUPS);
        server.add(Entries.of(STAFF, "groupOfNames", "member=" + BOB, "nsUniqueId=2-other"));

        assertRefused("cn=personnel", "1-staff", memory.toString());
        assertThat(memory).hasContent("1-staff\t" + STAFF);
    }

    @Test
    @DisplayName("a group that was deleted and created again is refused until the administrator says so")
    void aGroupCreatedAgainIsRefused() throws IOException {
        read(provider());
        server.delete(STAFF);
        server.add(Entries.of(STAFF, "groupOfNames", "member=" + BOB, "nsUniqueId=2-other"));

        assertRefused("is not the entry that it was", "1-staff", memory.toString());
        Files.delete(memory);

        assertThat(names(read(provider()))).containsExactly("bob");
        assertThat(memory).hasContent("2-other\t" + STAFF);
    }

    @Test
    @DisplayName("a group that was deleted is a group that is not there")
    void aDeletedGroupIsNotThere() {
        read(provider());
        server.delete(STAFF);

        assertRefused("is not there");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nonsense\n", "\t" + STAFF + "\n", "1-staff " + STAFF, "\n"})
    @DisplayName("a damaged file is refused, and left as it is")
    void aDamagedFileIsRefused(String content) throws IOException {
        Files.writeString(memory, content);

        assertRefused("damaged", memory.toString());
        assertThat(memory).hasContent(content);
    }

    @Test
    @DisplayName("a file that is no text is refused")
    void aFileThatIsNoTextIsRefused() throws IOException {
        Files.write(memory, new byte[] {(byte) 0xc3, (byte) 0x28});

        assertRefused(memory.toString());
    }

    @Test
    @DisplayName("a file that cannot be read is refused")
    void aFileThatCannotBeReadIsRefused() throws IOException {
        Files.createDirectory(memory);

        assertRefused("cannot be read", memory.toString());
    }

    @Test
    @DisplayName("a file that cannot be written fails the read")
    void aFileThatCannotBeWritten() {
        memory = folder.resolve("no-folder").resolve("memory");

        assertRefused("cannot be written", memory.toString());
    }

    @Test
    @DisplayName("a folder that cannot be written to is found out before anybody is read")
    void aFolderThatCannotBeWrittenTo() {
        memory = folder.resolve("no-folder").resolve("memory");

        assertRefused("cannot be written", memory.toString());
        assertThat(server.searches()).isEmpty();
    }

    @Test
    @DisplayName("R1: a read whose end is not accepted notes nothing")
    void aReadThatIsNotAcceptedNotesNothing() {
        PersonSink unaccepting = (PersonSink) Proxy.newProxyInstance(
                PersonSink.class.getClassLoader(), new Class<?>[] {PersonSink.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("complete")) {
                        throw new IllegalStateException("not accepted");
                    }
                    return method.invoke(new RecordingSink(), arguments);
                });

        assertThatThrownBy(() -> provider().build().read(ScriptedLdapServer.request(true), unaccepting))
                .hasMessage("not accepted");
        assertThat(memory).doesNotExist();
    }

    @Test
    @DisplayName("a file that cannot be replaced after the read fails it")
    void aFileThatCannotBeReplaced() {
        RecordingSink sink = new RecordingSink().after(1, () -> {
            try {
                Files.createDirectories(memory.resolve("in the way"));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });

        assertThatThrownBy(() -> provider().build().read(ScriptedLdapServer.request(true), sink))
                .isInstanceOf(DirectoryConfigurationException.class)
                .hasMessageContainingAll("cannot be written", memory.toString());
        assertThat(folder).isDirectoryNotContaining(file -> file.toString().endsWith(".new"));
    }

    @Test
    @DisplayName("where nothing is chosen by name any more the file goes, and an empty one is never left")
    void nothingToRemember() {
        read(provider());
        read(server.provider(LdapPreset.DIRECTORY_SERVER_389)
                .externalId(LdapExternalId.attribute("uid"))
                .inGroups("id:1-staff")
                .memory(memory));

        assertThat(memory).doesNotExist();
    }

    @Test
    @DisplayName("a read that fails notes nothing")
    void aFailedReadNotesNothing() {
        server.add(Entries.people(3));
        server.with(Habits.failing(1, ResultCode.OTHER, false));

        assertThatThrownBy(() -> read(provider().inUnits(PEOPLE))).isInstanceOf(DirectoryException.class);
        assertThat(memory).doesNotExist();
    }

    @Test
    @DisplayName("units are remembered too, and what is chosen by id is not")
    void unitsAreRemembered() throws IOException {
        server.add(Entries.of("ou=unit," + PEOPLE, "organizationalUnit", "nsUniqueId=3-unit"));
        server.add(Entries.of("ou=out," + PEOPLE, "organizationalUnit", "nsUniqueId=4-out"));

        read(provider().inGroups("id:1-staff").inUnits("ou=unit," + PEOPLE).exceptUnits("ou=out," + PEOPLE));

        assertThat(Files.readAllLines(memory))
                .containsExactlyInAnyOrder("1-staff\t" + STAFF, "3-unit\tou=unit," + PEOPLE, "4-out\tou=out," + PEOPLE);
    }
}
