package dev.vitals.incident;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Writes an incident's documents in Markdown, from templates with placeholders such as {@code {severity}}.
 *
 * <p>What is put into a template is escaped, so that a server's message stays text. What only people know stands as
 * {@code **[fill in: ...]**}, written {@code {blank:...}} in a template.
 *
 * <p>This class is immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class IncidentDocuments {
    /** The built-in templates, in the shape of common runbooks. */
    public static final IncidentDocuments DEFAULT = new IncidentDocuments(builtIn());

    private final Map<IncidentDocument, Template> templates;

    private IncidentDocuments(Map<IncidentDocument, Template> templates) {
        this.templates = Map.copyOf(templates);
    }

    /**
     * Returns the placeholders that templates may have.
     *
     * @return the names without braces, in alphabetical order
     */
    public static Set<String> placeholders() {
        return DocumentValues.names();
    }

    /**
     * Returns these documents with templates of one's own in the place of some.
     *
     * @param own the templates in Markdown
     * @return a copy
     * @throws IllegalArgumentException if a template has a placeholder that there is not or one without its end; the
     *     message names each with its document and line, and all that there are
     */
    public IncidentDocuments with(Map<IncidentDocument, String> own) {
        Map<IncidentDocument, Template> changed = new EnumMap<>(templates);
        List<String> faults = new ArrayList<>();
        own.forEach((document, text) -> {
            Template template = Template.of(Objects.requireNonNull(text, "template"));
            template.faults(DocumentValues.names()).forEach(fault -> faults.add(document.word() + " " + fault));
            changed.put(document, template);
        });
        if (!faults.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", faults) + "; placeholders are "
                    + String.join(", ", DocumentValues.names()) + " and blank:words");
        }
        return new IncidentDocuments(changed);
    }

    /**
     * Returns these documents with the templates of a directory in the place of some: {@code declaration.md},
     * {@code update.md}, {@code status-page.md}, {@code resolution.md} and {@code post-mortem.md}, in UTF-8, as far as they
     * are there. Blocks for as long as the disk does.
     *
     * @param directory the directory
     * @return a copy
     * @throws IllegalArgumentException if there is none of these files, or as {@link #with(Map)} says
     * @throws UncheckedIOException if a file cannot be read
     */
    public IncidentDocuments with(Path directory) {
        Objects.requireNonNull(directory, "directory");
        Map<IncidentDocument, String> own = new EnumMap<>(IncidentDocument.class);
        for (IncidentDocument document : IncidentDocument.values()) {
            Path file = directory.resolve(document.word() + ".md");
            if (Files.isRegularFile(file)) {
                own.put(document, read(file));
            }
        }
        if (own.isEmpty()) {
            throw new IllegalArgumentException(
                    "'" + directory + "' has none of the templates declaration.md, update.md,"
                            + " status-page.md, resolution.md, post-mortem.md");
        }
        return with(own);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException("the template " + file + " cannot be read", unreadable);
        }
    }

    /**
     * Writes a document in Markdown.
     *
     * @param document which one
     * @param incident what it is about
     * @param now when it is written
     * @return the text, ending in a line break
     */
    public String markdown(IncidentDocument document, Incident incident, Instant now) {
        return write(document, incident, now, Markup.MARKDOWN);
    }

    /**
     * Writes a document as plain text: the same without Markdown's signs.
     *
     * @param document which one
     * @param incident what it is about
     * @param now when it is written
     * @return the text, ending in a line break
     */
    public String text(IncidentDocument document, Incident incident, Instant now) {
        return write(document, incident, now, Markup.PLAIN);
    }

    private String write(IncidentDocument document, Incident incident, Instant now, Markup markup) {
        Objects.requireNonNull(document, "document");
        Objects.requireNonNull(incident, "incident");
        Objects.requireNonNull(now, "now");
        Template template = Objects.requireNonNull(templates.get(document));
        return markup.finish(template.fill(new DocumentValues(incident, now, markup)));
    }

    private static Map<IncidentDocument, Template> builtIn() {
        Map<IncidentDocument, Template> templates = new EnumMap<>(IncidentDocument.class);
        for (IncidentDocument document : IncidentDocument.values()) {
            templates.put(document, Template.of(read(document.word() + ".md")));
        }
        return templates;
    }

    private static String read(String name) {
        try (InputStream in = IncidentDocuments.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException damaged) {
            throw new UncheckedIOException("the template " + name + " cannot be read", damaged);
        }
    }
}
