package dev.rollcall.entra.internal;

import dev.rollcall.http.HttpSettings;
import dev.rollcall.http.internal.exchange.Timekeeper;
import dev.rollcall.http.internal.exchange.Transport;
import java.util.function.Function;

/**
 * Where the provider meets the world outside.
 *
 * @param transport makes what sends requests, for each read
 * @param time tells the time and waits
 */
public record Seams(Function<HttpSettings, Transport> transport, Timekeeper time) {}
