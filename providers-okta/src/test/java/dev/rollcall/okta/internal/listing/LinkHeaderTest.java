package dev.rollcall.okta.internal.listing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("F83: the next page is found in Link headers, however they are written (RFC 8288)")
class LinkHeaderTest {

    private static final String NEXT = "https://example.okta.com/api/v1/users?after=200u1&limit=2";

    @ParameterizedTest(name = "[{index}] {0}")
    @ValueSource(
            strings = {
                "<{next}>; rel=\"next\"",
                "<{next}>;rel=next",
                "< {next} > ; REL = \"NEXT\"",
                "<{next}>; rel=\"prev next\"",
                "<{next}>; rel=\"next\tlast\"",
                "<{next}>; title=\"rel=\\\"self\\\", <x>\"; rel=next",
                "<{next}>; rel=next; title=a",
                "<{next}>; crossorigin; rel=next",
                "<{next}>; rel=\"next\"; rel=\"self\"",
                "<https://example.okta.com/a>; rel=\"self\", <{next}>; rel=\"next\"",
                "<{next}>; rel=\"next\",<https://example.okta.com/a,b;rel=self>; rel=\"self\"",
                ", <{next}>; rel=\"next\" ,, ",
            })
    void findsTheNextPage(String header) throws MalformedLinkException {
        assertThat(LinkHeader.next(List.of(header.replace("{next}", NEXT)))).contains(NEXT);
    }

    @Test
    @DisplayName("in lines of their own, in any order")
    void findsItInSeveralLines() throws MalformedLinkException {
        String self = "<https://example.okta.com/a>; rel=\"self\"";
        String next = "<" + NEXT + ">; rel=\"next\"";

        assertThat(LinkHeader.next(List.of(self, next))).contains(NEXT);
        assertThat(LinkHeader.next(List.of(next, self))).contains(NEXT);
        assertThat(LinkHeader.next(List.of(next, next))).as("doubled").contains(NEXT);
    }

    @Test
    @DisplayName("with commas, semicolons and rel=next within an address")
    void takesAnAddressForWhatItIs() throws MalformedLinkException {
        String address = "https://example.okta.com/api/v1/users?filter=a,b;rel=next,c&after=1";

        assertThat(LinkHeader.next(List.of("<" + address + ">; rel=\"next\""))).contains(address);
        assertThat(LinkHeader.next(List.of("<" + address + ">; rel=\"self\""))).isEmpty();
    }

    @ParameterizedTest(name = "[{index}] {0}")
    @ValueSource(
            strings = {
                "",
                "<https://example.okta.com/a>; rel=\"self\"",
                "<https://example.okta.com/a>",
                "<https://example.okta.com/a>; rel=\"nextish\"",
                "<https://example.okta.com/a>; rel=\"self\"; title=\"next\"",
                "<https://example.okta.com/a>; rel=",
            })
    @DisplayName("and where there is none, there is none")
    void findsNoneWhereThereIsNone(String header) throws MalformedLinkException {
        assertThat(LinkHeader.next(List.of(header))).isEmpty();
    }

    @ParameterizedTest(name = "[{index}] {0}")
    @ValueSource(
            strings = {
                "{next}; rel=\"next\"",
                "<{next}; rel=\"next\"",
                "<{next}>; rel=\"next",
                "<{next}> rel=\"next\"",
                "<{next}>; rel=\"next\" and more",
                "rel=\"next\"; <{next}>",
                "<{next}>; rel=next, <https://example.okta.com/other>; rel=next",
            })
    @DisplayName("what cannot be taken apart is not the end of a list")
    void refusesWhatIsMalformed(String header) {
        assertThatThrownBy(() -> LinkHeader.next(List.of(header.replace("{next}", NEXT))))
                .isInstanceOf(MalformedLinkException.class)
                .message()
                .doesNotContain("example");
    }
}
