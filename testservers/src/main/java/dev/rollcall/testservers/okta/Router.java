package dev.rollcall.testservers.okta;

import dev.rollcall.testservers.http.HttpQuestion;
import dev.rollcall.testservers.http.HttpReply;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Answers each call as the org stands: its rate limit first, then who asks, then what is asked. */
final class Router {

    private final Org org;
    private final Throttle throttle;
    private final Access access;
    private final TokenEndpoint tokens;
    private final People people;
    private final Groups groups;

    Router(Org org, Throttle throttle, Access access, TokenEndpoint tokens, People people, Groups groups) {
        this.org = org;
        this.throttle = throttle;
        this.access = access;
        this.tokens = tokens;
        this.people = people;
        this.groups = groups;
    }

    HttpReply answer(HttpQuestion question) {
        synchronized (org) {
            Instant now = org.now();
            OktaCall call = OktaCall.of(question);
            Throttle.Reading reading = throttle.take(call, now);
            HttpReply reply = reading.allowed() ? allowed(question, call, now) : OktaError.tooManyRequests();
            return reading.in(reply.with("date", Times.http(now))
                    .with("cache-control", "no-cache, no-store")
                    .with("x-okta-request-id", UUID.randomUUID().toString().replace("-", "")));
        }
    }

    private HttpReply allowed(HttpQuestion question, OktaCall call, Instant now) {
        try {
            if (call == OktaCall.TOKEN) {
                return tokens.answer(question, now);
            }
            if (call == OktaCall.OTHER) {
                return OktaError.of(405, "E0000022", "The endpoint does not support the provided HTTP method");
            }
            access.check(question, call, now);
            return asked(question, call);
        } catch (RefusedException e) {
            return e.reply();
        }
    }

    private HttpReply asked(HttpQuestion question, OktaCall call) {
        List<String> parts = question.segments();
        return switch (call) {
            case USERS -> people.list(question);
            case USER -> people.one(parts.get(3));
            case USER_GROUPS -> people.groupsOf(question, parts.get(3));
            case GROUPS -> groups.list(question);
            case GROUP -> groups.one(parts.get(3));
            case MEMBERS -> groups.members(question, parts.get(3));
            case TOKEN, OTHER -> throw new IllegalStateException(call.name());
        };
    }
}
