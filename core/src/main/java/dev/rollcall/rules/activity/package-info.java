/**
 * What becomes of an account whose person is in scope: blocked when inactive (R21), back when active (R24, R25), or
 * left (R6, R26).
 */
@NullMarked
package dev.rollcall.rules.activity;

import org.jspecify.annotations.NullMarked;
