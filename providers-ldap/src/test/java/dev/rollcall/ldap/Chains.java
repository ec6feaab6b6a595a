package dev.rollcall.ldap;

import com.unboundid.ldap.protocol.LDAPMessage;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Follows groups in groups by itself, as Active Directory does for the matching rule that asks for it. */
public final class Chains implements Habit {

    private static final String IN_CHAIN = "1.2.840.113556.1.4.1941";

    private final Map<String, List<String>> within;

    /** @param within the groups within each group, at any depth */
    public Chains(Map<String, List<String>> within) {
        this.within = within;
    }

    @Override
    public LDAPMessage answer(Asked asked, Usual usual) throws LDAPException {
        return usual.answer(asked.with(followed(asked.request().getFilter())));
    }

    private Filter followed(Filter filter) {
        return switch (filter.getFilterType()) {
            case Filter.FILTER_TYPE_AND -> Filter.createANDFilter(parts(filter));
            case Filter.FILTER_TYPE_OR -> Filter.createORFilter(parts(filter));
            case Filter.FILTER_TYPE_EXTENSIBLE_MATCH ->
                IN_CHAIN.equals(filter.getMatchingRuleID())
                        ? inAny(filter.getAttributeName(), filter.getAssertionValue())
                        : filter;
            default -> filter;
        };
    }

    private List<Filter> parts(Filter filter) {
        List<Filter> parts = new ArrayList<>();
        for (Filter part : filter.getComponents()) {
            parts.add(followed(part));
        }
        return parts;
    }

    private Filter inAny(String attribute, String group) {
        List<Filter> any = new ArrayList<>();
        any.add(Filter.createEqualityFilter(attribute, group));
        within.getOrDefault(group, List.of()).forEach(each -> any.add(Filter.createEqualityFilter(attribute, each)));
        return Filter.createORFilter(any);
    }
}
