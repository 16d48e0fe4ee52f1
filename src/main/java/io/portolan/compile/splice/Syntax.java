package io.portolan.compile.splice;

import io.portolan.expr.JsonTemplate.Spliced;
import io.portolan.expr.Splice;
import io.portolan.expr.Template;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A syntax that texts of a file may have. */
public enum Syntax {
    XML("XML", "in the text of an element or in a quoted attribute"),
    SPARQL("SPARQL", "in quotes, in <...>, or alone and of type integer, number or boolean"),
    GRAPHQL("GraphQL", "in quotes, as the value of an argument, or in 'variables' beside the query");

    /** Stands for a hole; no text of a file holds it. */
    static final char HOLE = '\uE000';

    /** What documents begin with (GraphQL 2.2): an operation, a fragment or the short form of a query. */
    private static final Pattern GRAPHQL_START = Pattern.compile(
            "(\\s|#[^\\n]*\\n)*+((query|mutation|subscription)\\b\\s*\\w*\\s*[({@]|fragment\\s+\\w+\\s+on\\b"
                    + "|\\{\\s*[_A-Za-z.#])");

    private final String title;
    private final String expected;

    Syntax(String title, String expected) {
        this.title = title;
        this.expected = expected;
    }

    /**
     * What became of a text.
     *
     * @param text null when there are faults
     * @param faults one sentence for each hole that no value may fill
     */
    public record Splicing(@Nullable Spliced text, List<String> faults) {}

    /** Whether a text, which may be of any syntax, is a GraphQL document. */
    public static boolean isGraphql(Template template) {
        return GRAPHQL_START.matcher(marked(template)).lookingAt();
    }

    /**
     * Finds for each hole how what fills it has to be written.
     *
     * @param literal whether what fills a hole is sure to be a number or boolean
     */
    public Splicing splice(Template template, Predicate<Template.Part> literal) {
        List<Spliced.Piece> pieces = new ArrayList<>();
        List<String> faults = new ArrayList<>();
        List<Place> places = places(marked(template));
        int hole = 0;
        for (Template.Part part : template.parts()) {
            Template alone = new Template(List.of(part));
            if (part instanceof Template.Text) {
                pieces.add(new Spliced.Piece(alone, Splice.AS_IS));
                continue;
            }
            Place place = places.get(hole++);
            switch (part instanceof Template.Variable ? ofVariable(place) : place) {
                case Place.Fit fit
                when fit.splice() == Splice.LITERAL && !literal.test(part) ->
                    faults.add(fault(part, "outside of quotes"));
                case Place.Fit fit -> pieces.add(new Spliced.Piece(alone, fit.splice()));
                case Place.Unfit unfit -> faults.add(fault(part, unfit.where()));
            }
        }
        return faults.isEmpty() ? new Splicing(new Spliced(pieces), faults) : new Splicing(null, faults);
    }

    /** No caller gives a variable: outside of quotes it may be a name or whatever its operator means. */
    private static Place ofVariable(Place place) {
        boolean quoted = place instanceof Place.Fit fit
                && fit.splice() != Splice.LITERAL
                && fit.splice() != Splice.GRAPHQL_VALUE;
        return quoted ? place : new Place.Fit(Splice.AS_IS);
    }

    private String fault(Template.Part part, String where) {
        String name = new Template(List.of(part)).toString().replaceAll("^\\{+|}+$", "");
        return "placeholder {{" + name + "}} stands " + where + " of the " + title
                + " text, where a caller's value could change it (expected: " + expected + ")";
    }

    private List<Place> places(String marked) {
        return switch (this) {
            case XML -> new XmlText(marked).places();
            case SPARQL -> new SparqlText(marked).places();
            case GRAPHQL -> new GraphqlText(marked).places();
        };
    }

    /** The text with a mark for each hole; what looks like one otherwise is as good as any other letter. */
    private static String marked(Template template) {
        return template.parts().stream()
                .map(part ->
                        part instanceof Template.Text text ? text.text().replace(HOLE, '\uFFFD') : String.valueOf(HOLE))
                .collect(Collectors.joining());
    }
}
