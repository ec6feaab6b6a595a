package dev.rollcall.http.internal.exchange;

import dev.rollcall.http.HttpSettings;
import java.util.function.Function;

/**
 * What lies between a provider and the machine it runs on.
 *
 * @param transport makes what carries requests, anew for each read
 * @param time tells the time and waits
 */
public record Wiring(Function<HttpSettings, Transport> transport, Timekeeper time) {}
