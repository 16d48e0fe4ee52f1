/** Names of metrics and the recorder behind them; imports nothing of ours. */
@NullMarked
package io.portolan.telemetry;

import org.jspecify.annotations.NullMarked;
