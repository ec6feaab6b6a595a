/** How mapped fields follow the directory: values (R18), modes (R19), what is not applied (R20). */
@NullMarked
package dev.rollcall.rules.fields;

import org.jspecify.annotations.NullMarked;
