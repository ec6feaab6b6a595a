/**
 * CSV files: one that stands for a directory ({@link dev.rollcall.csv.CsvDirectoryProvider}), and the list of accounts
 * to hand over ({@link dev.rollcall.csv.HandOverFile}). What both share is strictness: a file that is cut short,
 * written in another charset or misquoted is an error that names the line, never a guess.
 */
@NullMarked
package dev.rollcall.csv;

import org.jspecify.annotations.NullMarked;
