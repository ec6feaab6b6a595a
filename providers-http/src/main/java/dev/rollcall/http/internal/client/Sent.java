package dev.rollcall.http.internal.client;

import dev.rollcall.http.internal.exchange.Answer;
import dev.rollcall.http.internal.exchange.Request;

/** A request as it went out at last, and what came back. */
record Sent(Request request, Answer answer) {}
