package dev.rollcall.ldap.internal.validation;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchScope;
import dev.rollcall.directory.ReadRequest;
import dev.rollcall.ldap.internal.search.Searches;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;

/** Finds attributes of the mapping that nobody carries (R20), and what may have been meant. */
final class AttributeCheck {

    private final Searches searches;
    private final PeopleSurvey survey;
    private final Findings findings;

    AttributeCheck(Searches searches, PeopleSurvey survey, Findings findings) {
        this.searches = searches;
        this.survey = survey;
        this.findings = findings;
    }

    void tell(ReadRequest request) {
        if (survey.people() == 0) {
            return;
        }
        Collection<String> known = List.of();
        for (String attribute : request.attributes()) {
            if (survey.hasSeen(attribute)) {
                findings.ok(ConfigurationCheck.subject(attribute), "is there");
                continue;
            }
            if (known.isEmpty()) {
                known = survey.someone().map(this::attributesOf).orElse(List.of());
            }
            findings.warning(
                    ConfigurationCheck.subject(attribute),
                    "nobody has a value, or the account may not see it; a field that follows it is not cleared, but never set"
                            + " either (R20)"
                            + similar(attribute, known)
                                    .map(name -> "; is '" + name + "' meant?")
                                    .orElse(""));
        }
    }

    /** The names alone: values, among which may be credentials, are never asked for (R28). */
    private Collection<String> attributesOf(String dn) {
        TreeSet<String> names = new TreeSet<>();
        try {
            SearchRequest request =
                    new SearchRequest(dn, SearchScope.BASE, Filter.createPresenceFilter("objectClass"), "*", "+");
            request.setTypesOnly(true);
            SearchResultEntry entry = searches.session().connection().searchForEntry(request);
            if (entry != null) {
                entry.getAttributes().stream().map(Attribute::getBaseName).forEach(names::add);
            }
        } catch (LDAPException e) {
            return List.of(); // then there is no hint
        }
        return names;
    }

    private static Optional<String> similar(String attribute, Collection<String> known) {
        return known.stream()
                .filter(name -> Spelling.isSimilar(attribute, name.toLowerCase(Locale.ROOT)))
                .findFirst();
    }
}
