package dev.vitals.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import dev.vitals.endpoint.HealthHandler;
import dev.vitals.endpoint.HealthRequest;
import dev.vitals.endpoint.HealthResponse;
import dev.vitals.format.Access;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What programs read, against schemas: our own in docs, that of MicroProfile Health, and the rules of the draft. */
@TestInstance(Lifecycle.PER_CLASS)
class SchemaTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Scene scene = new Scene();
    private final HealthHandler handler = HealthHandler.of(scene.vitals());

    @AfterAll
    void stop() {
        scene.close();
    }

    @ParameterizedTest
    @CsvSource({
        "'', verbose, DETAIL",
        "'', '', DETAIL",
        "'', exclude=disk&exclude=nosuch, STATUS",
        "/ready, verbose, DETAIL",
        "/orders-db.locks, '', DETAIL",
        "/payments, '', STATUS",
        "/live, '', STATUS",
        "/ready, '', STATUS",
        "/started, '', DETAIL"
    })
    void native_json_is_what_the_schema_in_the_docs_says_and_has_no_field_beside_it(
            String path, String query, Access access) throws IOException {
        JsonNode strict = MAPPER.readTree(Files.readString(Path.of("..", "docs", "health.schema.json")));
        close(strict);

        assertThat(faults(schema(strict, VersionFlag.V202012), path, query, access))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "'', DETAIL",
        "'', STATUS",
        "/ready, DETAIL",
        "/live, STATUS",
        "/orders-db.locks, DETAIL",
        "/payments, STATUS"
    })
    void microprofile_json_is_what_its_schema_says(String path, Access access) throws IOException {
        JsonSchema schema = schema(resource("microprofile.schema.json"), VersionFlag.V7);

        assertThat(faults(schema, path, "format=microprofile", access)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "'', DETAIL",
        "'', STATUS",
        "/ready, DETAIL",
        "/live, STATUS",
        "/orders-db.locks, DETAIL",
        "/disk, DETAIL",
        "/payments, STATUS"
    })
    void health_json_keeps_the_rules_of_the_draft(String path, Access access) throws IOException {
        JsonSchema schema = schema(resource("health-json.schema.json"), VersionFlag.V202012);

        assertThat(faults(schema, path, "format=health", access)).isEmpty();
        HealthResponse answer = handler.handle(HealthRequest.get(path, "format=health", access));
        String status = MAPPER.readTree(answer.body().toString()).path("status").asText();
        assertThat(answer.status()).isEqualTo(status.equals("fail") ? 503 : 200);
    }

    @Test
    void a_field_that_the_schema_does_not_know_is_found() throws IOException {
        JsonNode strict = MAPPER.readTree(Files.readString(Path.of("..", "docs", "health.schema.json")));
        close(strict);
        ObjectNode report = (ObjectNode) MAPPER.readTree(
                handler.handle(HealthRequest.get("", "", Access.DETAIL)).body().toString());
        report.put("surprise", 1);

        assertThat(schema(strict, VersionFlag.V202012).validate(report)).isNotEmpty();
    }

    private Set<ValidationMessage> faults(JsonSchema schema, String path, String query, Access access)
            throws IOException {
        HealthResponse answer = handler.handle(HealthRequest.get(path, query, access));
        return schema.validate(MAPPER.readTree(answer.body().toString()));
    }

    /** Fields may be added for readers; for ourselves each must be known. */
    private static void close(JsonNode node) {
        if (node instanceof ObjectNode object && object.has("properties")) {
            object.put("additionalProperties", false);
        }
        node.forEach(SchemaTest::close);
    }

    private static JsonSchema schema(JsonNode text, VersionFlag version) {
        return JsonSchemaFactory.getInstance(version).getSchema(text);
    }

    private static JsonNode resource(String name) throws IOException {
        try (InputStream in = SchemaTest.class.getResourceAsStream(name)) {
            return MAPPER.readTree(in);
        }
    }
}
