package dev.rollcall.ldap.internal.scope;

import com.unboundid.ldap.sdk.Filter;

/**
 * Finds people who are in a chosen group.
 *
 * @param filter what the server is asked
 * @param isProof whether everybody whom it finds is in one; otherwise each has to be looked at
 */
record PeopleFilter(Filter filter, boolean isProof) {}
