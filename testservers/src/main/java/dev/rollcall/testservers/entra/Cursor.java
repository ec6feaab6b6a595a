package dev.rollcall.testservers.entra;

import java.util.Map;

/**
 * Where a page begins.
 *
 * @param path of the list
 * @param options as they were given with the first page
 * @param after the number of the last object before it
 * @param page its own number, from 1
 */
record Cursor(String path, Map<String, String> options, int after, int page) {}
