package dev.rollcall.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.directory.ReadRequest;
import dev.rollcall.identity.DirectoryName;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Some directories tell capitals from small letters when they are asked for an attribute, so its name reaches them as
 * the host spelt it.
 */
class AttributeNamesTest {

    private final Policy policy = Policy.builder()
            .field("costCentre", ValueSource.attribute("extension_7f_costCentre"))
            .field("name", ValueSource.joined(" ", "givenName", "surname"))
            .field("alias", ValueSource.allValues("GIVENNAME", ","))
            .build();

    @Test
    void aProviderIsAskedForNamesAsTheHostSpeltThem() {
        ReadRequest request = ReadRequest.of(DirectoryName.of("staff"), policy.attributeNames());

        assertThat(request.attributes()).containsExactly("extension_7f_costCentre", "givenName", "surname");
    }

    @Test
    void aNameIsFoundInAnySpelling() {
        ReadRequest request = ReadRequest.of(DirectoryName.of("staff"), policy.attributeNames());

        assertThat(List.of("SURNAME", "surname", "givenname"))
                .allSatisfy(
                        name -> assertThat(request.attributes().contains(name)).isTrue());
    }

    @Test
    void theRulesCompareThemInLowerCase() {
        assertThat(policy.attributes()).containsExactlyInAnyOrder("extension_7f_costcentre", "givenname", "surname");
    }
}
