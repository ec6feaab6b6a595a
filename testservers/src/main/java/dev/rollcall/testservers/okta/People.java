package dev.rollcall.testservers.okta;

import dev.rollcall.testservers.http.HttpQuestion;
import dev.rollcall.testservers.http.HttpReply;
import java.util.NavigableMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Answers what is asked about people. */
final class People {

    private static final Limit LIMIT = new Limit(200, 200);
    private static final Limit GROUPS = new Limit(200, 200);

    private final Org org;
    private final Pager pager;
    private final Shapes shapes;

    People(Org org, Pager pager, Shapes shapes) {
        this.org = org;
        this.pager = pager;
        this.shapes = shapes;
    }

    HttpReply list(HttpQuestion question) {
        NotImitated.refuse(question, "q", "fields", "expand", "sortBy", "sortOrder");
        String search = question.query().get("search");
        NavigableMap<Integer, PersonState> people = search == null ? org.people() : org.indexedPeople();
        return pager.page(
                question,
                LIMIT,
                after -> people.tailMap(after, false).values().iterator(),
                wanted(search, question.query().get("filter")),
                shapes::person);
    }

    HttpReply one(String idOrLogin) {
        return HttpReply.json(200, shapes.person(person(idOrLogin)));
    }

    HttpReply groupsOf(HttpQuestion question, String idOrLogin) {
        int person = person(idOrLogin).number();
        return pager.page(
                question,
                GROUPS,
                after -> org.groups().tailMap(after, false).values().iterator(),
                group -> org.isVisible(group) && org.members(group.number()).contains(person),
                shapes::group);
    }

    private PersonState person(String idOrLogin) {
        PersonState person = org.person(idOrLogin);
        if (person == null) {
            throw new RefusedException(OktaError.notFound(idOrLogin, "User"));
        }
        if (!org.isVisible(person)) {
            throw new RefusedException(OktaError.forbidden());
        }
        return person;
    }

    private Predicate<PersonState> wanted(@Nullable String search, @Nullable String filter) {
        if (search != null && filter != null) {
            throw new RefusedException(OktaError.invalidSearch());
        }
        Predicate<PersonState> visible = org::isVisible;
        if (search != null) {
            return visible.and(SearchExpression.parse(search, SearchRules.PEOPLE_SEARCH));
        }
        if (filter != null) {
            return visible.and(SearchExpression.parse(filter, SearchRules.PEOPLE_FILTER));
        }
        return visible.and(person -> !person.deprovisioned());
    }
}
