package dev.vitals.triage;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.vitals.text.Clean;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** A JSON file being read. Goes on after a fault, so that one reading finds them all. Not thread-safe. */
final class ConfigFile {
    private static final JsonFactory FACTORY = new JsonFactory();
    private static final long LARGEST = 1_000_000;
    private static final int LONGEST_WORDS = 300;

    private final String source;
    private final List<String> faults = new ArrayList<>();

    private ConfigFile(String source) {
        this.source = source;
    }

    /**
     * Reads a file.
     *
     * @throws InvalidTriageException naming every fault, also that the file cannot be read
     */
    static <T> T read(Path file, Function<ConfigValue, T> reading) {
        try {
            if (Files.size(file) > LARGEST) {
                throw new InvalidTriageException(List.of(file + ": is larger than 1 MB"));
            }
            return parse(file.toString(), Files.readString(file, StandardCharsets.UTF_8), reading);
        } catch (IOException unreadable) {
            throw new InvalidTriageException(
                    List.of(Clean.line(file + " cannot be read: " + unreadable, LONGEST_WORDS)));
        }
    }

    /**
     * Reads a text.
     *
     * @param source the name to be used of it
     * @throws InvalidTriageException naming every fault
     */
    static <T> T parse(String source, String json, Function<ConfigValue, T> reading) {
        ConfigFile file = new ConfigFile(source);
        ConfigValue whole = file.parse(json);
        file.end();
        T read = reading.apply(whole);
        file.end();
        return read;
    }

    private void end() {
        if (!faults.isEmpty()) {
            throw new InvalidTriageException(faults);
        }
    }

    void fault(int line, String path, String words) {
        faults.add(Clean.line(
                source + " line " + line + (path.isEmpty() ? "" : ", " + path) + ": " + words, LONGEST_WORDS));
    }

    private ConfigValue parse(String json) {
        try (JsonParser parser = FACTORY.createParser(json)) {
            parser.nextToken();
            ConfigValue value = value(parser, "");
            if (parser.nextToken() != null) {
                fault(line(parser), "", "nothing may follow the object");
            }
            return value;
        } catch (JsonProcessingException broken) {
            int line = broken.getLocation() == null ? 1 : broken.getLocation().getLineNr();
            fault(line, "", "is no JSON: " + broken.getOriginalMessage());
        } catch (IOException never) {
            fault(1, "", "cannot be read: " + never);
        }
        return new ConfigValue(this, Map.of(), 1, "");
    }

    private static int line(JsonParser parser) {
        return parser.currentTokenLocation().getLineNr();
    }

    private ConfigValue value(JsonParser parser, String path) throws IOException {
        int line = Math.max(1, line(parser));
        JsonToken token = parser.currentToken();
        Object value = switch (token == null ? JsonToken.NOT_AVAILABLE : token) {
            case START_OBJECT -> object(parser, path);
            case START_ARRAY -> array(parser, path);
            case VALUE_STRING -> parser.getText();
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new BigDecimal(parser.getText());
            case VALUE_TRUE, VALUE_FALSE -> parser.getBooleanValue();
            default -> ConfigValue.NOTHING;
        };
        return new ConfigValue(this, value, line, path);
    }

    private Map<String, ConfigValue> object(JsonParser parser, String path) throws IOException {
        Map<String, ConfigValue> fields = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            int line = line(parser);
            parser.nextToken();
            String inside = path.isEmpty() ? name : path + "." + name;
            if (fields.put(name, value(parser, inside)) != null) {
                fault(line, inside, "stands here twice");
            }
        }
        return fields;
    }

    private List<ConfigValue> array(JsonParser parser, String path) throws IOException {
        List<ConfigValue> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            items.add(value(parser, path + "[" + items.size() + "]"));
        }
        return items;
    }
}
