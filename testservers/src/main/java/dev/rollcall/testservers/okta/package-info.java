/**
 * {@link dev.rollcall.testservers.okta.FakeOkta}: a small Okta org on loopback, which keeps people, groups and
 * memberships and answers the calls that a directory reader makes as Okta documents them.
 */
@NullMarked
package dev.rollcall.testservers.okta;

import org.jspecify.annotations.NullMarked;
