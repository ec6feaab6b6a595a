package dev.rollcall.testkit.repository;

import dev.rollcall.account.UserRepository;
import java.util.function.Function;

/**
 * A repository that breaks one sentence of the contract.
 *
 * @param what what it does wrong
 * @param caughtBy the test of the contract that is there for this
 * @param adapter opens it over a table
 */
record Defect(String what, String caughtBy, Function<TextbookRepository.Table, UserRepository> adapter) {

    @Override
    public String toString() {
        return what + " -> " + caughtBy;
    }
}
