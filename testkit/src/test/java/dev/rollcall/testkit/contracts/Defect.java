package dev.rollcall.testkit.contracts;

import java.util.function.Function;

/**
 * Something that breaks one sentence of a contract.
 *
 * @param what what it does wrong
 * @param caughtBy the test of the contract that is there for this
 * @param adapter opens it over a store
 * @param <S> the store
 * @param <T> what the contract is about
 */
public record Defect<S, T>(String what, String caughtBy, Function<S, T> adapter) {

    @Override
    public String toString() {
        return what + " -> " + caughtBy;
    }
}
