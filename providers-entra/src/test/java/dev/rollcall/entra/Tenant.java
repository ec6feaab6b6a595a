package dev.rollcall.entra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rollcall.directory.DirectoryException;
import dev.rollcall.directory.DirectoryUser;
import dev.rollcall.directory.ReadRequest;
import dev.rollcall.entra.internal.TestTime;
import dev.rollcall.http.HttpSettings;
import dev.rollcall.http.internal.exchange.JdkTransport;
import dev.rollcall.http.internal.exchange.Transport;
import dev.rollcall.identity.DirectoryName;
import dev.rollcall.identity.ExternalId;
import dev.rollcall.testkit.RecordingSink;
import dev.rollcall.testservers.entra.EntraPerson;
import dev.rollcall.testservers.entra.EntraRequest;
import dev.rollcall.testservers.entra.FakeEntra;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** An imitated tenant with a clock of its own, and ways to read it. */
final class Tenant implements AutoCloseable {

    static final HttpSettings HTTP = HttpSettings.usual().withInsecureLoopback();

    final FakeEntra fake = FakeEntra.start();
    final TestTime time = new TestTime();

    Tenant() {
        fake.clock(time::now);
    }

    /** A provider for everybody of the tenant; two people a page. */
    EntraDirectoryProvider.Builder provider() {
        return EntraDirectoryProvider.builder(fake.tenant(), fake.clientId())
                .secret(fake.secret()::toCharArray)
                .endpoints(fake.address().toString(), fake.address().toString())
                .time(time)
                .pageSize(2)
                .http(HTTP);
    }

    /**
     * As {@link #provider}, on a machine whose DNS does not know the host at so many of the requests whose path ends
     * so.
     */
    EntraDirectoryProvider.Builder withoutDns(String pathEnd, int requests) {
        AtomicInteger unknown = new AtomicInteger(requests);
        return provider().transport(settings -> {
            Transport real = new JdkTransport(settings);
            return (request, timeout) -> {
                if (request.uri().getPath().endsWith(pathEnd) && unknown.getAndDecrement() > 0) {
                    throw new UnknownHostException();
                }
                return real.send(request, timeout);
            };
        });
    }

    EntraPerson person(String name) {
        return fake.person(name + "@rollcall.example");
    }

    static ReadRequest asking(String... attributes) {
        return ReadRequest.of(DirectoryName.of("entra"), List.of(attributes)).withGroups(true);
    }

    /** A read that must succeed. */
    RecordingSink read(EntraDirectoryProvider.Builder provider, String... attributes) {
        RecordingSink sink = new RecordingSink();
        provider.build().read(asking(attributes), sink);
        assertThat(sink.violations()).isEmpty();
        assertThat(sink.completion().orElseThrow().delivered()).isEqualTo(sink.deliveries());
        assertThat(fake.server().failures()).isEmpty();
        return sink;
    }

    /** A read that must fail so. */
    <E extends DirectoryException> E failing(
            Class<E> how, EntraDirectoryProvider.Builder provider, String... attributes) {
        RecordingSink sink = new RecordingSink();
        E thrown = catchThrowableOfType(how, () -> provider.build().read(asking(attributes), sink));
        assertThat(thrown).as("what ended the read").isNotNull();
        assertThat(sink.completion()).isEmpty();
        assertThat(sink.violations()).isEmpty();
        assertThat(thrown.getMessage()).doesNotContain(fake.secret(), "Bearer ", "$select", "?");
        return thrown;
    }

    /** The names of those who were delivered, without the domain, in alphabetical order, each once. */
    static List<String> names(RecordingSink sink) {
        return sink.people().stream()
                .map(person -> person.matchKey().orElse("").replace("@rollcall.example", ""))
                .distinct()
                .sorted()
                .toList();
    }

    /** The one who was delivered by this name, joined from all deliveries. */
    static DirectoryUser one(RecordingSink sink, String name) {
        return sink.everybody().stream()
                .filter(person -> person.matchKey().orElse("").startsWith(name + "@"))
                .findFirst()
                .orElseThrow();
    }

    static List<String> unreadableIds(RecordingSink sink) {
        return sink.unreadable().stream()
                .map(each -> each.known().externalId().map(ExternalId::value).orElse("no id"))
                .distinct()
                .sorted()
                .toList();
    }

    /** The queries of all requests whose path ends so. */
    List<Map<String, String>> queries(String pathEnd) {
        return fake.requests(pathEnd).stream().map(EntraRequest::query).toList();
    }

    @Override
    public void close() {
        fake.close();
    }
}
