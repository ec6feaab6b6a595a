package dev.rollcall.cli.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Messages of the library name its methods, those of the command line the keys of the file. */
class ApiWordsTest {

    @ParameterizedTest
    @DisplayName("A message is told in the words of the file")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        apiToken(...) or serviceApp(...) is missing                  | api-token or service-app is missing
        inGroups(...) and filter(...) exclude each other             | in-groups and filter exclude each other
        say what it means with status("FUTURE_STATE", ...)           | say what it means with statuses: {FUTURE_STATE: ...}
        secret(...) and certificate(...) exclude each other          | secret and certificate exclude each other
        trust its authority with HttpSettings.withTrust)             | trust its authority with http: trusted-certificates)
        allow more with HttpSettings.withMaxPages                    | allow more with http: max-pages
        unless HttpSettings.withInsecureLoopback() is set            | unless http: {insecure-loopback: true} is set
        withoutPages() reads without                                 | without-pages: true reads without
        The status 'a $1 \\ b' is not known                          | The status 'a $1 \\ b' is not known
        """)
    void aMessageIsToldInTheWordsOfTheFile(String message, String expected) {
        assertThat(ApiWords.inFile(message)).isEqualTo(expected);
    }
}
