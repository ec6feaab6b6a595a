/**
 * A small tenant of Microsoft Entra ID for tests: people, groups and other objects that change while they are read, the
 * endpoint that gives tokens, and the part of Microsoft Graph v1.0 that lists people and members. It is strict where
 * the service is, and fails on demand.
 */
@NullMarked
package dev.rollcall.testservers.entra;

import org.jspecify.annotations.NullMarked;
