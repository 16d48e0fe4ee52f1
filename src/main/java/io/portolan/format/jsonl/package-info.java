/** Batch input files: one JSON object a line, checked as the bytes come, and found in the uploads that carry them. */
@NullMarked
package io.portolan.format.jsonl;

import org.jspecify.annotations.NullMarked;
