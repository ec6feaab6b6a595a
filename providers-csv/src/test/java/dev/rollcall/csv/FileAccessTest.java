package dev.rollcall.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.rollcall.directory.DirectoryConfigurationException;
import dev.rollcall.directory.DirectoryCredentialsException;
import dev.rollcall.directory.DirectoryException;
import dev.rollcall.directory.DirectoryUnavailableException;
import dev.rollcall.directory.SnapshotIncompleteException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileAccessTest {

    private static final Path OPEN_FILES = Path.of("/proc/self/fd");

    @TempDir
    Path folder;

    private CsvFolder csv;

    @BeforeEach
    void folder() {
        csv = new CsvFolder(folder);
    }

    @Test
    void callsAMissingFileUnavailable() {
        assertThatExceptionOfType(DirectoryUnavailableException.class)
                .isThrownBy(() -> csv.read())
                .withMessageContaining("users.csv is not there");
    }

    @Test
    void callsAFolderAConfigurationError() throws IOException {
        Files.createDirectory(csv.file);

        assertThatExceptionOfType(DirectoryConfigurationException.class)
                .isThrownBy(() -> csv.read())
                .withMessageContaining("is not a file");
    }

    @Test
    void callsADeviceAConfigurationErrorRatherThanReadItForever() {
        Path device = Path.of("/dev/zero");
        assumeTrue(Files.exists(device), "needs a Unix device");

        assertThatExceptionOfType(DirectoryConfigurationException.class)
                .isThrownBy(() -> csv.read(csv.provider().file(device)));
    }

    @Test
    void callsAFileThatMayNotBeReadAMatterOfCredentials() throws IOException {
        csv.holds("login\nann\n");
        assumeTrue(hasPosixPermissions(), "needs POSIX permissions");
        Files.setPosixFilePermissions(csv.file, Set.of());
        assumeFalse(Files.isReadable(csv.file), "this user may read everything");

        assertThatExceptionOfType(DirectoryCredentialsException.class)
                .isThrownBy(() -> csv.read())
                .withMessageContaining("users.csv may not be read");
        assertThat(csv.leftovers()).isEmpty();
    }

    @Test
    void tellsTheFailuresOfAFileSystemApart() {
        assertThat(FileFault.reading(csv.file, new NoSuchFileException("secret")))
                .isInstanceOf(DirectoryUnavailableException.class);
        assertThat(FileFault.reading(csv.file, new AccessDeniedException("secret")))
                .isInstanceOf(DirectoryCredentialsException.class);
        assertThat(FileFault.reading(csv.file, new IOException("secret")))
                .isInstanceOf(DirectoryUnavailableException.class)
                .hasMessageContaining("(IOException)");
        assertThat(FileFault.readingProof("done marker", csv.file, new AccessDeniedException("secret")))
                .isInstanceOf(DirectoryCredentialsException.class);
        assertThat(FileFault.parsing(csv.file, new FileSystemException("secret")))
                .isInstanceOf(SnapshotIncompleteException.class)
                .hasMessageContaining("(FileSystemException)")
                .hasMessageNotContaining("secret");
    }

    @Test
    void followsALinkToTheFile() throws IOException {
        csv.with("users-2026.csv", "login\nann\n");
        try {
            Files.createSymbolicLink(csv.file, csv.path("users-2026.csv"));
        } catch (UnsupportedOperationException | FileSystemException e) {
            assumeTrue(false, "needs symbolic links");
        }

        assertThat(csv.read().matchKeys()).containsExactly("ann");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "login\nann\n",
                "login\nann",
                "login\nann,\"x\n",
                "other\nann\n",
                "",
                "login\nann\n\"bob\"x\n",
                "login\rann\n"
            })
    void leavesNoCopyBehindWhateverBecomesOfTheRead(String text) {
        csv.holds(text);
        try {
            csv.read();
        } catch (DirectoryException e) {
            assertThat(e).hasMessageContaining("users.csv");
        }

        assertThat(csv.leftovers()).isEmpty();
    }

    @Test
    void holdsNoFileOpenAfterwards() throws IOException {
        assumeTrue(Files.isDirectory(OPEN_FILES), "needs /proc");
        csv.holds("login\nann\nbob");
        assertThatThrownBy(() -> csv.read()).isInstanceOf(SnapshotIncompleteException.class);
        csv.holds("login\nann\nbob\n");
        csv.read();
        csv.validate(csv.provider());
        RecordingSink cancelled = new RecordingSink(() -> {
            throw new IllegalStateException("cancelled");
        });
        assertThatThrownBy(() -> csv.provider().build().read(CsvFolder.request(), cancelled))
                .isInstanceOf(IllegalStateException.class);
        csv.holds("existing_username,new_username,target_directory\nann,,local\n");
        HandOverFile.read(csv.file);

        assertThat(openFilesBelow(folder)).isEmpty();
    }

    @Test
    void givesTheBytesOfTheCopyOneByOneToo() throws IOException {
        byte[] bytes = {'l', 0, (byte) 0xFF, '\n'};
        csv.holds(bytes);

        try (PrivateCopy copy = PrivateCopy.of(csv.file, FileState.of(csv.file), csv.work, () -> {});
                InputStream in = copy.open()) {
            for (byte expected : bytes) {
                assertThat(in.read()).isEqualTo(Byte.toUnsignedInt(expected));
            }
            assertThat(in.read()).isEqualTo(-1);
        }
    }

    @Test
    void keepsTheCopyWhereItIsToldToAndReadableForItsOwnerOnly() throws IOException {
        assumeTrue(Files.isDirectory(OPEN_FILES), "needs /proc");
        csv.holds("login\nann\n");
        List<String> permissions = new ArrayList<>();
        RecordingSink sink = RecordingSink.once(CsvFolder.action(() -> {
            for (Path open : openFilesBelow(csv.work)) {
                permissions.add(PosixFilePermissions.toString(Files.getPosixFilePermissions(open)));
            }
        }));

        csv.provider().build().read(CsvFolder.request(), sink);

        assertThat(permissions).containsExactly("rw-------");
    }

    private static List<Path> openFilesBelow(Path folder) throws IOException {
        Path real = folder.toRealPath();
        List<Path> found = new ArrayList<>();
        try (Stream<Path> open = Files.list(OPEN_FILES)) {
            for (Path link : open.toList()) {
                if (isLinkBelow(real, link)) {
                    found.add(link);
                }
            }
        }
        return found;
    }

    private static boolean isLinkBelow(Path folder, Path link) throws IOException {
        try {
            return Files.readSymbolicLink(link).startsWith(folder);
        } catch (NoSuchFileException e) {
            return false; // Another thread of this process has closed it meanwhile.
        }
    }

    @Test
    void callsAMissingWorkDirectoryAConfigurationError() {
        csv.holds("login\nann\n");

        assertThatExceptionOfType(DirectoryConfigurationException.class)
                .isThrownBy(() -> csv.read(csv.provider().workDirectory(folder.resolve("nowhere"))))
                .withMessageContaining("nowhere")
                .withMessageContaining("workDirectory");
    }

    @Test
    void usesTheSystemsFolderForTemporaryFilesUnlessTold() {
        csv.holds("login\nann\n");
        RecordingSink sink = new RecordingSink();

        CsvDirectoryProvider.builder(csv.file, "login").build().read(CsvFolder.request(), sink);

        assertThat(sink.complete).isTrue();
    }

    @Test
    void letsTheEngineExplainAnInterruption() {
        csv.holds("login\n" + "ann\n".repeat(200_000));
        IllegalStateException deadline = new IllegalStateException("deadline");
        RecordingSink sink = new RecordingSink(() -> {
            if (Thread.interrupted()) {
                throw deadline;
            }
            Thread.currentThread().interrupt();
        });
        try {
            assertThatThrownBy(() -> csv.provider().build().read(CsvFolder.request(), sink))
                    .isSameAs(deadline);
        } finally {
            assertThat(Thread.interrupted()).isFalse();
        }
    }

    @Test
    void isIncompleteWhenInterruptedByAnybodyElse() {
        csv.holds("login\n" + "ann\n".repeat(200_000));
        RecordingSink sink = RecordingSink.once(() -> Thread.currentThread().interrupt());
        try {
            assertThatExceptionOfType(SnapshotIncompleteException.class)
                    .isThrownBy(() -> csv.provider().build().read(CsvFolder.request(), sink))
                    .withCauseInstanceOf(ClosedByInterruptException.class)
                    .withMessageContaining("interrupted");
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
        assertThat(csv.leftovers()).isEmpty();
    }

    private boolean hasPosixPermissions() {
        return csv.file.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}
