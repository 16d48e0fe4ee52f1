package io.portolan.bus.stream;

import io.portolan.options.Size;
import java.time.Duration;

/**
 * What a stream may take. Its time is not that of a call: as long as bytes come, it may go on.
 *
 * @param label of what it comes from, such as {@code the caller}, for messages
 * @param pickUp until somebody takes it
 * @param idle silence while somebody waits for more
 * @param total from first to last
 * @param most bytes
 */
public record StreamBounds(String label, Duration pickUp, Duration idle, Duration total, Size most) {}
