package io.portolan.compile;

import io.portolan.plan.Icon;
import io.portolan.spec.Offered;
import java.util.List;

/** The pictures of a part. */
final class Icons {

    private Icons() {}

    static List<Icon> of(List<Offered.Icon> icons) {
        return icons.stream()
                .map(icon -> new Icon(icon.src(), icon.mimeType(), icon.sizes(), icon.theme()))
                .toList();
    }
}
