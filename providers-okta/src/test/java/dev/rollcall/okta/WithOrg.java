package dev.rollcall.okta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.rollcall.directory.DirectoryUser;
import dev.rollcall.directory.ReadRequest;
import dev.rollcall.http.HttpSettings;
import dev.rollcall.identity.DirectoryName;
import dev.rollcall.okta.internal.FakeTime;
import dev.rollcall.testkit.RecordingSink;
import dev.rollcall.testservers.okta.FakeOkta;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;

/** An org of a test's own, whose clock only the test moves, and providers that read it. */
@Timeout(60)
abstract class WithOrg {

    final FakeTime time = new FakeTime();
    final FakeOkta org = FakeOkta.start().clock(time);

    @AfterEach
    void close() {
        org.close();
        assertThat(org.failures()).as("what went wrong within the org itself").isEmpty();
    }

    static HttpSettings http() {
        return HttpSettings.usual().withInsecureLoopback();
    }

    /** A provider without credentials. */
    final OktaDirectoryProvider.Builder anybody() {
        return OktaDirectoryProvider.builder(org.address().toString())
                .http(http())
                .time(time);
    }

    /** A provider with the org's API token. */
    final OktaDirectoryProvider.Builder provider() {
        return anybody().apiToken(org.apiToken()::toCharArray);
    }

    static ReadRequest asking(String... attributes) {
        return ReadRequest.of(DirectoryName.of("okta"), List.of(attributes)).withGroups(true);
    }

    static RecordingSink read(OktaDirectoryProvider.Builder provider, String... attributes) {
        RecordingSink sink = new RecordingSink();
        provider.build().read(asking(attributes), sink);
        sink.readEnded();
        assertThat(sink.violations()).isEmpty();
        return sink;
    }

    static Throwable failing(OktaDirectoryProvider.Builder provider) {
        return failing(provider, new RecordingSink());
    }

    static Throwable failing(OktaDirectoryProvider.Builder provider, RecordingSink sink) {
        Throwable thrown = catchThrowable(() -> provider.build().read(asking(), sink));
        assertThat(thrown).as("what ends the read").isNotNull();
        assertThat(sink.completion()).isEmpty();
        return thrown;
    }

    /** The match keys of everybody, in order. */
    static List<String> logins(RecordingSink sink) {
        return sink.everybody().stream()
                .map(DirectoryUser::matchKey)
                .map(key -> key.orElse("nobody"))
                .sorted()
                .toList();
    }
}
