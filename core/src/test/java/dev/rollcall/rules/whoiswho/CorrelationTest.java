package dev.rollcall.rules.whoiswho;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.plan.Hold;
import dev.rollcall.rules.Rule;
import dev.rollcall.rules.whoiswho.Correlation.Facts;
import dev.rollcall.rules.whoiswho.Correlation.Match;
import dev.rollcall.rules.whoiswho.Correlation.RelinkFacts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CorrelationTest {

    @ParameterizedTest
    @CsvSource({
        "1,0,0,false,BY_ID,R8", "1,1,1,true,BY_ID,R8", "2,0,0,false,SEVERAL,R12", "2,0,0,true,SEVERAL,R12",
        "0,1,0,false,LINK,R9", "0,0,1,false,SOMEBODY_ELSE,R11", "0,0,0,false,NOBODY,R16", "0,1,0,true,SHARED,R12",
        "0,0,0,true,SHARED,R12", "0,0,1,true,SHARED,R12", "0,1,1,false,SEVERAL,R12", "0,2,0,false,SEVERAL,R12",
        "0,0,2,false,SEVERAL,R12"
    })
    void whoSomebodyIs(int id, int nameWithoutId, int nameWithAnother, boolean shared, Match match, Rule rule) {
        assertThat(Correlation.decide(new Facts(id, nameWithoutId, nameWithAnother, shared)))
                .isEqualTo(match);
        assertThat(match.rule()).isEqualTo(rule);
    }

    @Test
    void relinksOnlyWhenEveryConditionHolds() {
        for (int bits = 0; bits < 64; bits++) {
            boolean host = (bits & 1) != 0;
            boolean approved = (bits & 2) != 0;
            boolean oldIdThere = (bits & 4) != 0;
            boolean graceOver = (bits & 8) != 0;
            boolean unidentified = (bits & 16) != 0;
            boolean ignored = (bits & 32) != 0;
            boolean nothingSpeaksAgainstIt = !(oldIdThere || unidentified || ignored);
            boolean somebodyWantsIt = approved || (host && graceOver);

            assertThat(Correlation.mayRelink(
                            new RelinkFacts(host, approved, oldIdThere, graceOver, unidentified, ignored)))
                    .as("%d", bits)
                    .isEqualTo(nothingSpeaksAgainstIt && somebodyWantsIt);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0,0,false",
        "1,1,false",
        "2,2,true",
        "3,2,true",
        "4,2,false",
        "5,2,false",
        "5,3,true",
        "100,51,true",
        "100,50,false"
    })
    void theIdSchemeHasChangedFromTwoAndMoreThanHalf(long found, long underAnotherId, boolean changed) {
        assertThat(IdentityScheme.hasChanged(found, underAnotherId)).isEqualTo(changed);
        assertThat(IdentityScheme.hold(found, underAnotherId, underAnotherId, 0).isPresent())
                .isEqualTo(changed);
    }

    @Test
    void theHoldTellsTheFiguresAndWhatToDo() {
        Hold hold = IdentityScheme.hold(3, 2, 2, 0).orElseThrow();

        assertThat(hold.reason()).isEqualTo(Hold.Reason.IDENTITY_SCHEME_CHANGED);
        assertThat(hold.details())
                .singleElement()
                .asString()
                .startsWith("2 of 3 accounts were found only by username and under another external id")
                .endsWith("approve the run to give the accounts their new ids");
    }
}
