/** Skill adapters: catalogue, details, files and archives, read-only; imports expr, format, http and plan. */
@NullMarked
package io.portolan.skill;

import org.jspecify.annotations.NullMarked;
