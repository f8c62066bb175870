package dev.vitals.dump;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.vitals.redaction.KeyLines;
import dev.vitals.redaction.SecretNames;
import dev.vitals.text.Clean;

/** Redacts JSON text by text, so that it stays JSON: names as text, values by their names as well. Recursive. */
record TreeRedaction(BundleRedaction redaction) {
    private static final int LONGEST_NAME = 200;

    JsonNode apply(JsonNode node) {
        if (node instanceof ObjectNode object) {
            ObjectNode changed = object.objectNode();
            object.fieldNames()
                    .forEachRemaining(name -> changed.set(redaction.line(name), value(name, object.get(name))));
            return changed;
        }
        if (node instanceof ArrayNode array) {
            ArrayNode changed = array.arrayNode();
            KeyLines lines = new KeyLines(this::text, redaction::whole);
            array.forEach(item ->
                    changed.add(item.isTextual() ? TextNode.valueOf(lines.next(item.textValue())) : apply(item)));
            return changed;
        }
        return node.isTextual() ? TextNode.valueOf(text(node.textValue())) : node;
    }

    private JsonNode value(String name, JsonNode value) {
        boolean secret = value.isValueNode()
                && name.length() <= LONGEST_NAME
                && SecretNames.isSecret(name)
                && !SecretNames.isHarmless(name, value.asText());
        return secret ? TextNode.valueOf(redaction.whole(value.asText())) : apply(value);
    }

    private String text(String text) {
        return Clean.encodable(redaction.text(text));
    }
}
