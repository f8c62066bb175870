package dev.vitals.format;

import static dev.vitals.triage.Checks.check;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vitals.format.Format.CheckView;
import dev.vitals.format.Format.ReportView;
import dev.vitals.probe.Evidence;
import dev.vitals.probe.Remedy;
import dev.vitals.probe.Result;
import dev.vitals.report.CheckReport;
import dev.vitals.report.Report;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a strict reader of Markdown, with GitHub's tables, finds in a sick application's report: a heading and a fence. */
class MarkdownTest {
    private static final Parser PARSER =
            Parser.builder().extensions(List.of(TablesExtension.create())).build();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plain",
                "<script>alert(1)</script>",
                "a & b &lt;i> &copy; &#65;",
                "**bold** __bold__ _i_ `code` ~~gone~~",
                "[link](http://evil) ![image](http://evil/x.png) <http://evil>",
                "\\*backslash\\",
                "a|b|c\n|-|-|-|\n|1|2|3|",
                "x\n```\n# Title\n",
                "``````````",
                "~~~",
                "# # #",
                "1. one\n- two\n> three\n    four",
                "line\r\rbreak\u2028more\u0085end",
                "tail #"
            })
    void nothing_in_it_is_taken_for_markdown(String hostile) {
        Report report = named(hostile, Reports.report(sick(hostile)));
        List<String> texts = List.of(
                new String(
                        MarkdownFormat.DEFAULT.report(new ReportView(report, true, true, List.of())),
                        StandardCharsets.UTF_8),
                new String(
                        MarkdownFormat.DEFAULT.check(
                                new CheckView(sick(hostile), true, true, List.of(), Optional.empty())),
                        StandardCharsets.UTF_8));
        for (String text : texts) {
            List<Node> blocks = children(PARSER.parse(text));

            assertThat(blocks).extracting(Node::getClass).containsExactly(Heading.class, FencedCodeBlock.class);
            assertThat(children(blocks.get(0))).as("only text").allMatch(Text.class::isInstance);
            assertThat(((FencedCodeBlock) blocks.get(1)).getInfo()).isEqualTo("text");
        }
        String heading = ((Text) mergedHeading(texts.get(0))).getLiteral();
        assertThat(heading).isEqualTo(Line.clean(hostile + ": DEGRADED P1"));
    }

    private static Node mergedHeading(String text) {
        StringBuilder whole = new StringBuilder();
        children(children(PARSER.parse(text)).get(0)).forEach(part -> whole.append(((Text) part).getLiteral()));
        return new Text(whole.toString());
    }

    private static List<Node> children(Node parent) {
        List<Node> children = new ArrayList<>();
        for (Node child = parent.getFirstChild(); child != null; child = child.getNext()) {
            children.add(child);
        }
        return children;
    }

    private static CheckReport sick(String hostile) {
        return check(
                "db",
                Result.down("db.refused", hostile)
                        .evidence(new Evidence.Text(hostile, List.of(hostile)))
                        .evidence(new Evidence.Table(hostile, List.of(hostile), List.of(List.of(hostile))))
                        .remedy(Remedy.of(hostile)));
    }

    private static Report named(String application, Report report) {
        return Report.builder(application, report.selection())
                .status(report.status())
                .ready(false)
                .verdict(report.verdict())
                .checks(report.checks())
                .at(report.at())
                .since(report.since(), report.lasting())
                .build();
    }
}
