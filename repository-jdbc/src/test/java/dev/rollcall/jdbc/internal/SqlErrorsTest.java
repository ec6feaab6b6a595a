package dev.rollcall.jdbc.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SqlErrorsTest {

    private static SqlErrors.Kind kind(String state, boolean writing) {
        return SqlErrors.kind(new SQLException("anything", state), writing);
    }

    @ParameterizedTest
    @ValueSource(strings = {"P0001", "U0001", "45000", "P0002", "42501", "54000", "90044", "38000", "09000", "27000"})
    void whatATriggerOrAPolicySaysWhileSomethingIsWrittenIsAboutOneChange(String state) {
        assertThat(kind(state, true)).isEqualTo(SqlErrors.Kind.REFUSED);
        assertThat(kind(state, false)).isEqualTo(SqlErrors.Kind.DOWN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"22001", "23505", "23514", "44000"})
    void constraintsRefuseWhenever(String state) {
        assertThat(kind(state, true)).isEqualTo(SqlErrors.Kind.REFUSED);
        assertThat(kind(state, false)).isEqualTo(SqlErrors.Kind.REFUSED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"53100", "57014", "58030", "XX001", "25006", "42P01", "42703", "90028", "HY000", "54001", ""})
    void aDatabaseThatCannotWorkIsNoRefusal(String state) {
        assertThat(kind(state, true)).isEqualTo(SqlErrors.Kind.DOWN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"08006", "57P01", "25P03", "90067"})
    void aLostConnectionIsToldFromADatabaseThatIsDown(String state) {
        assertThat(kind(state, true)).isEqualTo(SqlErrors.Kind.LOST);
    }

    @ParameterizedTest
    @ValueSource(strings = {"40001", "40P01", "55P03", "HYT00"})
    void aLockThatIsNotGivenIsBusy(String state) {
        assertThat(kind(state, true)).isEqualTo(SqlErrors.Kind.BUSY);
    }

    @Test
    void whatIsDroppedWithoutAWordIsARefusalWithAReasonOfItsOwn() {
        assertThat(SqlErrors.kind(SqlErrors.dropped(), true)).isEqualTo(SqlErrors.Kind.REFUSED);
        assertThat(SqlErrors.reason(SqlErrors.dropped(), List.of("change")))
                .isEqualTo("a trigger or rule of the database drops or undoes it");
    }

    @Test
    void aReasonNamesWhatIsKnownAndQuotesNothingElse() {
        SQLException error =
                new SQLException("doppelter Wert in \"users_email_key\" Detail: (email)=(ann@example.org)", "23505");

        assertThat(SqlErrors.reason(error, List.of("users_email_key", "email")))
                .isEqualTo("a value must be unique and is taken (users_email_key, SQL state 23505)");
    }
}
