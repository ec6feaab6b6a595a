package dev.rollcall.testkit.repository;

import dev.rollcall.account.UserRepository;
import dev.rollcall.testkit.contracts.Defect;
import dev.rollcall.testkit.repository.TextbookRepository.Table;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** What a user repository may do wrong. */
final class Defects {

    private Defects() {}

    static Defect<Table, UserRepository> defect(String what, String caughtBy, Function<Table, UserRepository> adapter) {
        return new Defect<>(what, caughtBy, adapter);
    }

    static List<Defect<Table, UserRepository>> all() {
        return Stream.of(
                        ReadingDefects.all(),
                        HolderDefects.all(),
                        CreateAndStatusDefects.all(),
                        UpdateDefects.all(),
                        RenameAndReassignDefects.all(),
                        VersionAndSeatDefects.all(),
                        BatchAndRunDefects.all(),
                        ConcurrencyDefects.all(),
                        RepeatDefects.all(),
                        OutageDefects.all(),
                        BudgetDefects.all())
                .flatMap(List::stream)
                .toList();
    }
}
