package dev.rollcall.jdbc.crash;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All accounts of a host as they are at one moment. Those of a copied database are found again by their ids, new ones
 * by their names.
 */
final class Picture {

    /** What stands in the place of a moment that a run wrote. */
    private static final String IN_A_RUN = "in a run";

    private final Map<String, Row> rows = new LinkedHashMap<>();
    private final List<Row> waiting = new ArrayList<>();

    private Picture() {}

    /** The accounts before the run that a test is about. */
    static Picture atFirst(HostDatabase database, UsersShape shape) {
        return taken(database, shape, null);
    }

    /** The accounts now. */
    static Picture now(HostDatabase database, UsersShape shape, Picture atFirst) {
        return taken(database, shape, atFirst);
    }

    private static Picture taken(HostDatabase database, UsersShape shape, @Nullable Picture atFirst) {
        Set<String> runs = new HashSet<>();
        database.rows("select started_at from rollcall_run").forEach(row -> runs.add(String.valueOf(row.get(0))));
        Picture picture = new Picture();
        Map<String, Integer> places = new HashMap<>();
        Map<Row, Integer> waits = new HashMap<>();
        for (List<@Nullable String> values : database.rows(shape.rows() + " order by 8, 2")) {
            String since = String.valueOf(values.get(7));
            Row row = Row.of(values, runs);
            String id = row.id;
            picture.rows.put(atFirst == null || atFirst.rows.containsKey(id) ? id : "new " + row.username, row);
            if ("LICENCE_LIMIT".equals(row.reason)) {
                waits.put(row, places.computeIfAbsent(since, unused -> places.size()));
                picture.waiting.add(row);
            }
        }
        picture.waiting.sort(Comparator.<Row, Integer>comparing(waits::get)
                .thenComparing(Row::username)
                .thenComparing(row -> String.valueOf(row.externalId)));
        return picture;
    }

    /** The accounts, by what they can be recognised by in a copy of the database. */
    Map<String, Row> rows() {
        return rows;
    }

    /** The keys of all accounts of this picture and another. */
    Set<String> keysWith(Picture other) {
        Set<String> keys = new HashSet<>(rows.keySet());
        keys.addAll(other.rows.keySet());
        return keys;
    }

    long active() {
        return rows.values().stream().filter(Row::isActive).count();
    }

    /** The names of those who wait for a seat, the next one first (R31). */
    List<String> waiting() {
        return waiting.stream().map(Row::username).toList();
    }

    /** Everything but the ids of new accounts and the moments of runs. */
    Map<String, String> comparable() {
        Map<String, String> comparable = new HashMap<>();
        rows.forEach((key, row) -> comparable.put(key, row.statusHalf() + " " + row.rest() + " " + row.externalId));
        return comparable;
    }

    /** Everything. */
    Set<Row> exactly() {
        return new HashSet<>(rows.values());
    }

    /** An account. */
    record Row(
            String id,
            String username,
            String status,
            @Nullable String owner,
            @Nullable String externalId,
            @Nullable String formerOwner,
            @Nullable String reason,
            @Nullable String since,
            @Nullable String absentSince,
            @Nullable String email,
            @Nullable String fullName,
            String key,
            String vouchedFor) {

        private static Row of(List<@Nullable String> values, Set<String> runs) {
            return new Row(
                    String.valueOf(values.get(0)),
                    String.valueOf(values.get(1)),
                    String.valueOf(values.get(2)),
                    values.get(3),
                    values.get(4),
                    values.get(5),
                    values.get(6),
                    moment(values.get(7), runs),
                    moment(values.get(8), runs),
                    values.get(9),
                    values.get(10),
                    String.valueOf(values.get(11)),
                    String.valueOf(values.get(12)));
        }

        private static @Nullable String moment(@Nullable String moment, Set<String> runs) {
            return moment != null && runs.contains(moment) ? IN_A_RUN : moment;
        }

        boolean isActive() {
            return status.equals("ACTIVE");
        }

        /** One half of an account as R38 says: status with reason. */
        List<String> statusHalf() {
            return List.of(status, String.valueOf(reason), String.valueOf(since), vouchedFor);
        }

        /** The other half, without the external id, which an activation may bring along. */
        List<String> rest() {
            return List.of(
                    username,
                    String.valueOf(owner),
                    String.valueOf(formerOwner),
                    String.valueOf(absentSince),
                    String.valueOf(email),
                    String.valueOf(fullName),
                    key);
        }

        /** Whether this account, activated as {@code planned}, gets its external id in the same step. */
        boolean isLinkedByActivation(Row planned) {
            return !isActive() && planned.isActive() && !Objects.equals(externalId, planned.externalId);
        }

        /** The value of what an audit event calls so. */
        @Nullable
        String value(String field) {
            return switch (field) {
                case "username" -> username;
                case "externalId" -> externalId;
                case "email" -> email;
                case "fullName" -> fullName;
                default -> throw new AssertionError("An event tells of a field '" + field + "'");
            };
        }
    }
}
