package dev.rollcall.ldap.internal.scope;

import com.unboundid.ldap.sdk.SearchResultEntry;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** How it is known who is in the chosen groups. */
interface GroupEvidence {

    /** The chosen groups and those within them. */
    GroupTree tree();

    /** The attributes of a person that are needed to tell. */
    Collection<String> personAttributes();

    /** The chosen groups that somebody is in, as they were chosen. */
    Set<String> groupsOf(SearchResultEntry person, String canonicalDn);

    /**
     * What the server can be asked for the people in chosen groups; empty where it cannot be asked so, and everybody
     * has to be looked at.
     */
    List<PeopleFilter> filters();

    /** Those listed in chosen groups, where groups list them; none otherwise. */
    Collection<GroupMembers.Member> members();

    /** Groups within the chosen ones whose people the server was asked for by the group's name. */
    Collection<GroupTree.Node> searchedBy();

    /** Looks at groups once more that changed meanwhile. */
    Again again(Collection<GroupTree.Node> changed);

    /**
     * What a second look at groups found.
     *
     * @param filters find people who are in one of them
     * @param members who is listed now and was not before
     */
    record Again(List<PeopleFilter> filters, List<GroupMembers.Member> members) {}

    /** No groups were chosen. */
    GroupEvidence NONE = new GroupEvidence() {
        @Override
        public GroupTree tree() {
            return new GroupTree();
        }

        @Override
        public Collection<String> personAttributes() {
            return List.of();
        }

        @Override
        public Set<String> groupsOf(SearchResultEntry person, String canonicalDn) {
            return Set.of();
        }

        @Override
        public List<PeopleFilter> filters() {
            return List.of();
        }

        @Override
        public Collection<GroupMembers.Member> members() {
            return List.of();
        }

        @Override
        public Collection<GroupTree.Node> searchedBy() {
            return List.of();
        }

        @Override
        public Again again(Collection<GroupTree.Node> changed) {
            return new Again(List.of(), List.of());
        }
    };
}
