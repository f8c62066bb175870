package dev.vitals.endpoint;

import dev.vitals.dump.Dump;
import dev.vitals.dump.DumpExtra;
import dev.vitals.dump.DumpJob;
import dev.vitals.dump.DumpRequest;
import dev.vitals.dump.Dumps;
import dev.vitals.format.Access;
import dev.vitals.format.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Takes dumps for operators, shows how far they are, and hands them out. All of it is for operators alone. */
final class DumpAnswers {
    private static final List<String> PARAMETERS = List.of("by", "format", "include", "text");
    private static final Map<String, DumpExtra> EXTRAS = Arrays.stream(DumpExtra.values())
            .filter(extra -> !extra.needsConfirmation())
            .collect(Collectors.toMap(
                    extra -> extra.name().toLowerCase(Locale.ROOT).replace('_', '-'),
                    Function.identity(),
                    (one, other) -> one,
                    TreeMap::new));
    private static final String LATEST = "latest";

    private final Optional<Dumps> dumps;
    private final Formats formats;

    DumpAnswers(Optional<Dumps> dumps, Formats formats) {
        this.dumps = dumps;
        this.formats = formats;
    }

    /** Begins a dump, or joins the one that is being taken. */
    HealthResponse take(Asking asking) {
        Dumps known = allowed(asking);
        Map<String, String> words = Words.of(asking, PARAMETERS);
        DumpRequest asked = DumpRequest.of(
                "http",
                Optional.ofNullable(words.get("text"))
                        .filter(text -> !text.isBlank())
                        .orElse("asked for"));
        DumpRequest named = Optional.ofNullable(words.get("by")).map(asked::by).orElse(asked);
        DumpJob job = known.dump(Optional.ofNullable(words.get("include"))
                .map(include -> including(named, include))
                .orElse(named));
        HealthResponse begun = formats.page(asking.request())
                ? DumpPages.begun(job, asking.home())
                : answer(202, json -> fields(json, job));
        return begun.header("Location", "dump/" + job.id()).header("Retry-After", "1");
    }

    /** What stops the application for seconds, or writes its secrets to a disk, is not for the network. */
    private static DumpRequest including(DumpRequest request, String names) {
        DumpRequest more = request;
        for (String name : names.split(",", -1)) {
            DumpExtra extra = EXTRAS.get(name);
            if (extra == null) {
                throw new Refusal(
                        400,
                        "'include' must be of " + String.join(", ", EXTRAS.keySet()) + " but was '" + Query.shown(name)
                                + "'");
            }
            more = more.with(extra);
        }
        return more;
    }

    HealthResponse list(Asking asking) {
        List<DumpJob> jobs = allowed(asking).list();
        return formats.page(asking.request())
                ? DumpPages.list(jobs, asking.home())
                : answer(200, json -> json.objects("dumps", jobs, DumpAnswers::fields));
    }

    HealthResponse one(Asking asking, String id) {
        DumpJob job = find(allowed(asking), id);
        if (formats.page(asking.request())) {
            return DumpPages.one(job, asking.home());
        }
        HealthResponse answer = answer(200, json -> fields(json, job));
        return job.result().isPresent() ? answer : answer.header("Retry-After", "1");
    }

    HealthResponse download(Asking asking, String id) {
        DumpJob job = find(allowed(asking), id);
        Dump dump = job.result()
                .orElseThrow(() -> new Refusal(
                        409,
                        job.failure()
                                .orElse("the dump is not done yet: "
                                        + job.progress().step())));
        ByteArrayOutputStream zip = new ByteArrayOutputStream(dump.size());
        try {
            dump.writeTo(zip);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return HealthResponse.of(200, "application/zip", zip.toByteArray())
                .header("Content-Disposition", "attachment; filename=\"" + dump.file() + "\"");
    }

    private static void fields(Json json, DumpJob job) throws IOException {
        json.field("id", job.id())
                .field("state", state(job))
                .field("step", job.progress().step())
                .field("done", job.progress().done())
                .field("of", job.progress().all())
                .field("asked", job.at().toString())
                .field("trigger", job.request().trigger())
                .field("reason", job.request().reason());
        if (job.request().by().isPresent()) {
            json.field("by", job.request().by().get());
        }
        Optional<Dump> dump = job.result();
        if (dump.isPresent()) {
            json.field("file", dump.get().file())
                    .field("bytes", dump.get().size())
                    .field("millis", dump.get().took().toMillis())
                    .field("download", "dump/" + job.id() + "/download")
                    .strings("trouble", dump.get().trouble());
            if (dump.get().path().isPresent()) {
                json.field("path", dump.get().path().get().toString());
            }
        }
    }

    static String state(DumpJob job) {
        if (job.failure().isPresent()) {
            return "failed";
        }
        return job.result()
                .map(dump -> dump.complete() ? "complete" : "partial")
                .orElse("running");
    }

    private static DumpJob find(Dumps known, String id) {
        Optional<DumpJob> job = id.equals(LATEST) ? known.list().stream().findFirst() : known.find(id);
        return job.orElseThrow(() -> new Refusal(
                404, "there is no dump '" + Query.shown(id) + "': the latest three are kept here, older ones on disk"));
    }

    private Dumps allowed(Asking asking) {
        Dumps known = dumps.orElseThrow(() -> new Refusal(404, "no dumps are taken: the application turns them on"));
        if (asking.request().access() != Access.OPERATE) {
            throw new Refusal(403, "dumps are for operators: give the server an authoriser that knows them");
        }
        return known;
    }

    private static HealthResponse answer(int status, Json.Writer fields) {
        return Pages.json(status, Json.object(fields));
    }
}
