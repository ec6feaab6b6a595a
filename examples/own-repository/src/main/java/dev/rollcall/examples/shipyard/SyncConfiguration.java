package dev.rollcall.examples.shipyard;

import dev.rollcall.SyncEngine;
import dev.rollcall.account.UserRepository;
import dev.rollcall.csv.CsvDirectoryProvider;
import dev.rollcall.directory.DirectoryProvider;
import dev.rollcall.identity.AccountId;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.OptionalLong;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Where the people come from, where they go, and by which policy. */
@Configuration
class SyncConfiguration {

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    DirectoryProvider directory(@Value("${shipyard.directory.file}") Path file) {
        return CsvDirectoryProvider.builder(file, "login")
                .externalIdColumn("number")
                .activeColumn("employed")
                .build();
    }

    @Bean
    SyncEngine engine(
            DirectoryProvider directory,
            UserRepository repository,
            StaffMembers staff,
            Licences licences,
            Clock clock) {
        return SyncEngine.builder("staff", directory, repository)
                .policy(() -> StaffPolicy.protecting(administrators(staff)))
                .licence(
                        () -> OptionalLong.of(licences.findById(Licence.ONE_ROW).orElseThrow().seats))
                .clock(clock)
                .build();
    }

    private static List<AccountId> administrators(StaffMembers staff) {
        return staff.findByAdministratorTrue().stream()
                .map(member -> AccountId.of(String.valueOf(member.id)))
                .toList();
    }
}
