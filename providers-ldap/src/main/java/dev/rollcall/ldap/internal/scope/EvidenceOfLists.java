package dev.rollcall.ldap.internal.scope;

import com.unboundid.ldap.sdk.SearchResultEntry;
import dev.rollcall.identity.NameFolding;
import dev.rollcall.ldap.Membership;
import dev.rollcall.ldap.internal.LdapSettings;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Groups list their members, by DN or by login name; a primary group is named by the person all the same. */
final class EvidenceOfLists implements GroupEvidence {

    private final LdapSettings.Scope settings;
    private final PrimaryGroups primaryGroups;
    private final GroupMembers lists;
    private final GroupMembers.Found found;

    EvidenceOfLists(LdapSettings settings, GroupMembers lists, List<FoundEntry> chosen) {
        this.settings = settings.scope();
        this.primaryGroups = PrimaryGroups.of(settings);
        this.lists = lists;
        this.found = lists.read(chosen);
    }

    private boolean isByLoginName() {
        return settings.membership() == Membership.GROUP_LOGIN_NAMES;
    }

    @Override
    public GroupTree tree() {
        return found.tree();
    }

    @Override
    public Collection<String> personAttributes() {
        TreeSet<String> attributes = new TreeSet<>();
        if (!found.tree().primaries().isEmpty()) {
            attributes.addAll(primaryGroups.personAttributes());
        }
        if (isByLoginName()) {
            attributes.add(settings.loginAttribute());
        }
        return attributes;
    }

    @Override
    public Set<String> groupsOf(SearchResultEntry person, String canonicalDn) {
        Set<String> primary = found.tree().primaries().isEmpty()
                ? Set.of()
                : found.tree().chosenByPrimary(primaryGroups.referredTo(person));
        if (!isByLoginName()) {
            return union(primary, listed(canonicalDn));
        }
        Set<String> all = primary;
        String[] logins = person.getAttributeValues(settings.loginAttribute());
        for (String login : logins == null ? new String[0] : logins) {
            all = union(all, listed(NameFolding.fold(login)));
        }
        return all;
    }

    private Set<String> listed(String key) {
        GroupMembers.Member member = found.members().get(key);
        if (member == null) {
            return Set.of();
        }
        member.find();
        return member.chosen();
    }

    private static Set<String> union(Set<String> one, Set<String> other) {
        if (one.isEmpty() || other.isEmpty()) {
            return one.isEmpty() ? other : one;
        }
        Set<String> all = new TreeSet<>(one);
        all.addAll(other);
        return all;
    }

    /** Only primary groups can be asked for. */
    @Override
    public List<PeopleFilter> filters() {
        return primaryGroups.filter(found.tree().primaries()).stream().toList();
    }

    @Override
    public Collection<GroupMembers.Member> members() {
        return found.members().values();
    }

    /** Their members were read from themselves, and from none that was not there. */
    @Override
    public Collection<GroupTree.Node> searchedBy() {
        return List.of();
    }

    @Override
    public Again again(Collection<GroupTree.Node> changed) {
        return new Again(List.of(), lists.readAgain(found, changed));
    }
}
