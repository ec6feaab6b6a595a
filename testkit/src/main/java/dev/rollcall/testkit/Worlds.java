package dev.rollcall.testkit;

import dev.rollcall.account.Account;
import dev.rollcall.account.BlockReason;
import dev.rollcall.identity.DirectoryName;
import dev.rollcall.identity.ExternalId;
import dev.rollcall.identity.Username;
import dev.rollcall.policy.Policy;
import dev.rollcall.testkit.People.Person;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Random worlds, the same for the same seed: made of few names and values, so that people and accounts get in each
 * other's way as they do once in a blue moon in life. No usernames of two accounts are the same (R13); nearly
 * everything else happens.
 *
 * <pre>{@code
 * World world = Worlds.random(seed, 12);
 * assertThat(world.reconciliation().plan()).as(world.toString()).isNotHeld();
 * }</pre>
 */
public final class Worlds {

    private static final Instant FIRST_DAY = Instant.parse("2026-01-01T07:00:00Z");

    private final Dice dice;
    private final int size;
    private final Vocabulary words;
    private final List<Account> accounts = new ArrayList<>();
    private final Set<Username> taken = new HashSet<>();
    private int lastAccount;

    private Worlds(long seed, int size) {
        this.dice = new Dice(seed);
        this.size = size;
        this.words = new Vocabulary(dice, size);
    }

    /**
     * Makes a world.
     *
     * @param size about how many accounts there are, and about how many people; not negative
     */
    public static World random(long seed, int size) {
        return new Worlds(seed, size).world("Worlds.random(" + seed + ", " + size + ")");
    }

    private World world(String origin) {
        makeAccounts();
        WorldPolicy policies = new WorldPolicy(dice);
        Policy policy = policies.policy(accounts, words.externalIds());
        List<Person> people = new Scenery(dice, words, size).people(accounts);
        return new World(origin, policy, policies.licence(accounts), accounts, people, FIRST_DAY);
    }

    private void makeAccounts() {
        List<String> ids = dice.shuffled(words.externalIds());
        for (int i = 0; i < size; i++) {
            Username name = Username.of(words.name());
            if (taken.add(name)) {
                accounts.add(account(name, ids.get(i % ids.size())));
            }
        }
        if (accounts.size() > 1 && dice.chance(0.1)) {
            Account original = dice.oneOf(accounts);
            Username name = Username.of(words.name() + "-again");
            if (original.externalId().isPresent() && taken.add(name)) {
                accounts.add(account(name, original.externalId().get().value()));
            }
        }
    }

    private Account account(Username name, String externalId) {
        Account.Builder account = Account.builder("acc-" + ++lastAccount, name.value());
        switch (dice.below(20)) {
            case 0, 1 -> account.owner(DirectoryName.of(Accounts.DIRECTORY)); // handed over
            case 2, 3 -> {} // local
            case 4 -> account.formerOwner(DirectoryName.of(Accounts.DIRECTORY)).externalId(ExternalId.of(externalId));
            case 5 -> account.owner(DirectoryName.of("partners")).externalId(ExternalId.of(externalId));
            default -> account.owner(DirectoryName.of(Accounts.DIRECTORY)).externalId(ExternalId.of(externalId));
        }
        if (dice.chance(0.4)) {
            account.blocked(
                    dice.chance(0.1) ? null : dice.oneOf(BlockReason.values()), dice.chance(0.2) ? null : longAgo());
        }
        if (dice.chance(0.1)) {
            account.absentSince(FIRST_DAY.minus(Duration.ofHours(dice.between(1, 60))));
        }
        for (String field : WorldPolicy.FIELDS) {
            account.field(field, dice.chance(0.5) ? dice.oneOf(WorldPolicy.VALUES) : null);
        }
        return account.build();
    }

    private Instant longAgo() {
        return FIRST_DAY.minus(Duration.ofDays(dice.between(1, 5)));
    }
}
