package dev.rollcall.entra.internal.people;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Names of properties are spelt as Graph spells them")
class PropertyNameTest {

    @ParameterizedTest
    @CsvSource({
        "jobTitle, jobTitle",
        "JOBTITLE, jobTitle",
        "ID, id",
        "onpremisessamaccountname, onPremisesSamAccountName",
        "onpremisesextensionattributes.EXTENSIONATTRIBUTE15, onPremisesExtensionAttributes/extensionAttribute15",
        "employeeorgdata.costcenter, employeeOrgData/costCenter",
        "MANAGER.JobTitle, manager/jobTitle",
        "manager.onPremisesExtensionAttributes.extensionattribute1, manager/onPremisesExtensionAttributes/extensionAttribute1",
        "Extension_0123_CostCentre, Extension_0123_CostCentre",
        "newThing.jobtitle, newThing/jobtitle"
    })
    @DisplayName("also in a locale in which i and I are different letters")
    void spelling(String name, String path) {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("tr"));
            assertThat(PropertyName.of(name).path()).isEqualTo(List.of(path.split("/", -1)));
            assertThat(PropertyName.problem(name)).isEmpty();
        } finally {
            Locale.setDefault(before);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PASSWORDPROFILE",
                "passwordProfile.password",
                "manager.passwordProfile.password",
                "x.keyCredentials"
            })
    @DisplayName("R28: credentials are refused in any letter case and wherever they stand")
    void credentials(String name) {
        assertThat(PropertyName.problem(name))
                .hasValueSatisfying(text -> assertThat(text).contains("R28"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "a,b", "a/b", "$select", "a..b", ".a", "a.", "1a", "ä", "a.b.c.d.e"})
    @DisplayName("what is no name is told as that")
    void noNames(String name) {
        assertThat(PropertyName.problem(name))
                .hasValueSatisfying(text -> assertThat(text).contains("is no name"));
    }
}
