package dev.rollcall.testservers.okta;

import dev.rollcall.testservers.http.HttpQuestion;
import dev.rollcall.testservers.http.HttpReply;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/** Answers what is asked about groups and their members. */
final class Groups {

    private static final Limit LIMIT = new Limit(10_000, 10_000);
    private static final Limit MEMBERS = new Limit(1000, 1000);
    private static final int PICKED = 300;

    private final Org org;
    private final Pager pager;
    private final Shapes shapes;

    Groups(Org org, Pager pager, Shapes shapes) {
        this.org = org;
        this.pager = pager;
        this.shapes = shapes;
    }

    HttpReply list(HttpQuestion question) {
        NotImitated.refuse(question, "sortBy", "sortOrder");
        String search = question.query().get("search");
        String filter = question.query().get("filter");
        String beginning = question.query().get("q");
        if (search != null && filter != null) {
            throw new RefusedException(OktaError.invalidSearch());
        }
        if (beginning != null) {
            return picked(question, beginning.toLowerCase(Locale.ROOT));
        }
        NavigableMap<Integer, GroupState> groups = search == null ? org.groups() : org.indexedGroups();
        Predicate<GroupState> wanted = org::isVisible;
        if (search != null) {
            wanted = wanted.and(SearchExpression.parse(search, SearchRules.GROUP_SEARCH));
        }
        if (filter != null) {
            wanted = wanted.and(SearchExpression.parse(filter, SearchRules.GROUP_FILTER));
        }
        return pager.page(
                question,
                LIMIT,
                after -> groups.tailMap(after, false).values().iterator(),
                wanted,
                rendering(question));
    }

    HttpReply one(String id) {
        return HttpReply.json(200, shapes.group(group(id)));
    }

    HttpReply members(HttpQuestion question, String id) {
        NavigableSet<Integer> members = org.members(group(id).number());
        return pager.page(
                question, MEMBERS, after -> people(members.tailSet(after, false)), person -> true, shapes::person);
    }

    private Iterator<PersonState> people(NavigableSet<Integer> numbers) {
        Iterator<Integer> iterator = numbers.iterator();
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return iterator.hasNext();
            }

            @Override
            public PersonState next() {
                return Objects.requireNonNull(org.person(iterator.next()));
            }
        };
    }

    /** What {@code q} finds: by the beginning of the name, on one page, without links. */
    private HttpReply picked(HttpQuestion question, String beginning) {
        List<GroupState> found = org.groups().values().stream()
                .filter(org::isVisible)
                .filter(group -> group.name().toLowerCase(Locale.ROOT).startsWith(beginning))
                .limit(new Limit(PICKED, PICKED).of(question))
                .toList();
        return pager.whole(question, PICKED, found, rendering(question)).without("link");
    }

    private Function<GroupState, JsonNode> rendering(HttpQuestion question) {
        if (!"stats".equals(question.query().get("expand"))) {
            return shapes::group;
        }
        return group -> {
            int people = org.group(group.number()) == null
                    ? 0
                    : org.members(group.number()).size();
            return shapes.groupWithCount(group, people);
        };
    }

    private GroupState group(String id) {
        GroupState group = org.group(id);
        if (group == null) {
            throw new RefusedException(OktaError.notFound(id, "UserGroup"));
        }
        if (!org.isVisible(group)) {
            throw new RefusedException(OktaError.forbidden());
        }
        return group;
    }
}
