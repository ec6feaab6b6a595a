package dev.rollcall.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.rollcall.directory.Activity;
import dev.rollcall.directory.DirectoryProvider;
import dev.rollcall.directory.DirectoryUser;
import dev.rollcall.directory.ReadRequest;
import dev.rollcall.identity.ExternalId;
import dev.rollcall.testkit.RecordingSink.Unreadable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Who is delivered, and with what. */
abstract class ProviderDeliveryContract extends ProviderWorkbench {

    @Test
    @DisplayName("Everybody is delivered, with external id, match key and activity")
    void deliversEverybodyWithIdKeyAndActivity() {
        List<DirectoryUser> team = team();
        assertDelivered(read(provider(team), everything()), everything(), team);
    }

    @Test
    @DisplayName("Who is inactive is delivered inactive, not left out")
    void deliversWhoIsInactiveAsInactive() {
        DirectoryUser person = holdable(next("anna").activity(Activity.INACTIVE).build(), "somebody who is inactive");
        DirectoryUser colleague = next("bert").build();
        RecordingSink sink = read(provider(List.of(person, colleague)), everything());
        assertDelivered(sink, everything(), List.of(person, colleague));
    }

    @Test
    @DisplayName("An activity that is missing or cannot be understood is unknown, never a guess (R6)")
    void deliversAnActivityThatIsNotKnownAsUnknown() {
        DirectoryUser person =
                holdable(next("anna").activity(Activity.UNKNOWN).build(), "somebody of unknown activity");
        DirectoryUser colleague = next("bert").build();
        RecordingSink sink = read(provider(List.of(person, colleague)), everything());
        assertDelivered(sink, everything(), List.of(person, colleague));
    }

    @Test
    @DisplayName("The requested attributes are delivered, and no others")
    void deliversTheRequestedAttributesAndNoOthers() {
        List<DirectoryUser> team = team();
        ReadRequest one = ReadRequest.of(everything().directory(), List.of(attribute()));
        ReadRequest none = ReadRequest.of(everything().directory(), List.of());
        DirectoryProvider provider = provider(team);
        assertDelivered(read(provider, one), one, team);
        assertDelivered(read(provider, none), none, team);
    }

    @Test
    @DisplayName("An attribute is found in whatever letter case it is requested")
    void findsARequestedAttributeInAnyLetterCase() {
        List<DirectoryUser> team = team();
        ReadRequest shouted =
                ReadRequest.of(everything().directory(), List.of(attribute().toUpperCase(Locale.ROOT)));
        assertDelivered(read(provider(team), shouted), shouted, team);
    }

    @Test
    @DisplayName("Every value of an attribute is delivered, in any order")
    void deliversEveryValueOfAnAttribute() {
        DirectoryUser person = holdable(
                next("anna").attribute(attribute(), "34", "12", "56").build(), "several values of one attribute");
        assertDelivered(read(provider(List.of(person)), everything()), everything(), List.of(person));
    }

    @TestFactory
    @DisplayName("A value is delivered just as it is")
    Stream<DynamicTest> keepsEveryValueAsItIs() {
        return oddTexts().entrySet().stream()
                .map(odd -> dynamicTest(odd.getKey(), () -> {
                    DirectoryUser person = holdable(
                            next("anna").attribute(attribute(), odd.getValue()).build(),
                            "a value with " + odd.getKey());
                    assertDelivered(read(provider(List.of(person)), everything()), everything(), List.of(person));
                }));
    }

    @TestFactory
    @DisplayName(
            "A match key is delivered just as the directory spells it; a malformed one too, for the engine to reject")
    Stream<DynamicTest> keepsEveryMatchKeyAsItIs() {
        return oddTexts().entrySet().stream()
                .map(odd -> dynamicTest(odd.getKey(), () -> {
                    DirectoryUser person = holdable(next(odd.getValue()).build(), "a match key with " + odd.getKey());
                    assertDelivered(read(provider(List.of(person)), everything()), everything(), List.of(person));
                }));
    }

    private static Map<String, String> oddTexts() {
        Map<String, String> odd = new LinkedHashMap<>();
        odd.put("a line feed", "line one\nline two");
        odd.put("a carriage return and a line feed", "line one\r\nline two");
        odd.put("a tab", "left\tright");
        odd.put("right-to-left marks", "abc\u200F\u202Edef\u202Cghi");
        odd.put("characters beyond the basic plane", "\uD835\uDC9C \uD842\uDFB7 \uD83D\uDE00");
        odd.put("10,000 characters", "x".repeat(10_000));
        odd.put("a composed umlaut (NFC)", "M\u00FCller");
        odd.put("a decomposed umlaut (NFD)", "Mu\u0308ller");
        odd.put("quotes, separators and backslashes", "a\"b\",c;d'e\\f|g");
        odd.put("the specials of names and filters", "cn=a+b,(c)*<d>#e");
        odd.put("the start of a formula", "=1+1");
        return odd;
    }

    @Test
    @DisplayName("Who has no external id gets none made up")
    void makesUpNoExternalId() {
        DirectoryUser colleague = next("bert").build();
        DirectoryUser person =
                holdable(next("anna").externalId(null).build(), "somebody without external id of their own");
        RecordingSink sink = read(provider(List.of(person, colleague)), everything());
        assertThat(sink.deliveries()).as("both are delivered, readable or not").isEqualTo(2);
        assertThat(idsDelivered(sink)).isEqualTo(idsOf(List.of(colleague)));
    }

    @Test
    @DisplayName("Who has no match key gets none made up, and is delivered all the same")
    void makesUpNoMatchKey() {
        DirectoryUser colleague = next("bert").build();
        DirectoryUser person = holdable(next("anna").matchKey(null).build(), "somebody without match key");
        RecordingSink sink = read(provider(List.of(person, colleague)), everything());
        assertThat(sink.deliveries()).as("both are delivered, readable or not").isEqualTo(2);
        assertThat(idsDelivered(sink)).isEqualTo(idsOf(List.of(person, colleague)));
        assertThat(sink.people().stream()
                        .filter(delivered -> delivered.externalId().equals(person.externalId()))
                        .allMatch(delivered -> delivered.matchKey().isEmpty()))
                .as("the match key is missing still")
                .isTrue();
    }

    private static Set<String> idsDelivered(RecordingSink sink) {
        List<DirectoryUser> delivered = new ArrayList<>(sink.people());
        sink.unreadable().forEach(unreadable -> delivered.add(unreadable.known()));
        return idsOf(delivered);
    }

    private static Set<String> idsOf(List<DirectoryUser> people) {
        Set<String> ids = new TreeSet<>();
        people.forEach(person -> person.externalId().map(ExternalId::value).ifPresent(ids::add));
        return ids;
    }

    @Test
    @DisplayName(
            "One person who cannot be read is reported without personal data, and everybody else is delivered (R5)")
    void reportsSomebodyUnreadableAndGoesOn() {
        DirectoryUser damaged = next("damaged-person")
                .attribute(attribute(), "value-of-the-damaged")
                .build();
        List<DirectoryUser> team = team();
        RecordingSink sink = read(withUnreadable(team, damaged), everything());
        assertThat(sink.everybody()).as("everybody else").hasSameSizeAs(team);
        assertThat(sink.unreadable()).as("who cannot be read").hasSize(1);
        Unreadable unreadable = first(sink.unreadable());
        assertThat(unreadable.why())
                .as("why, in words for an administrator, without personal data")
                .isNotBlank()
                .doesNotContain("damaged-person", "value-of-the-damaged");
        assertThat(unreadable
                        .known()
                        .externalId()
                        .filter(id -> !damaged.externalId().filter(id::equals).isPresent()))
                .as("an id that is not beyond doubt")
                .isEmpty();
    }

    @Test
    @DisplayName("A scope with nobody in it is read completely, with nobody")
    void readsAnEmptyScopeCompletely() {
        RecordingSink sink = read(emptyScope(), everything());
        assertThat(sink.deliveries()).isZero();
    }
}
