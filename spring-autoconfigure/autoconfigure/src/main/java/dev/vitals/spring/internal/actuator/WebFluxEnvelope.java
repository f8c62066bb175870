package dev.vitals.spring.internal.actuator;

import dev.vitals.endpoint.HealthResponse;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.springframework.core.ResolvableType;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.http.MediaType;
import org.springframework.http.ReactiveHttpOutputMessage;
import org.springframework.http.codec.HttpMessageWriter;
import org.springframework.http.codec.ServerCodecConfigurer;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import reactor.core.publisher.Mono;

/** Lets the headers travel with the body, for on WebFlux an endpoint runs on a thread that knows no request. */
public final class WebFluxEnvelope implements Envelope, WebFluxConfigurer {
    @Override
    public Object around(HealthResponse answer) {
        return new Answer(answer);
    }

    @Override
    public void configureHttpMessageCodecs(ServerCodecConfigurer configurer) {
        configurer.customCodecs().register(new Writer());
    }

    /** A body that Spring can send without its headers, too, should an application not take codecs of others. */
    private static final class Answer extends ByteArrayResource {
        private final Map<String, String> headers;

        Answer(HealthResponse answer) {
            super(Bytes.of(answer));
            this.headers = answer.headers();
        }
    }

    private static final class Writer implements HttpMessageWriter<Answer> {
        @Override
        public List<MediaType> getWritableMediaTypes() {
            return List.of(MediaType.ALL);
        }

        @Override
        public boolean canWrite(ResolvableType type, @Nullable MediaType mediaType) {
            return type.toClass() == Answer.class;
        }

        @Override
        public Mono<Void> write(
                Publisher<? extends Answer> answers,
                ResolvableType type,
                @Nullable MediaType mediaType,
                ReactiveHttpOutputMessage message,
                Map<String, Object> hints) {
            return Mono.<Answer>from(answers).flatMap(answer -> {
                answer.headers.forEach(message.getHeaders()::set);
                return message.writeWith(Mono.just(message.bufferFactory().wrap(answer.getByteArray())));
            });
        }
    }
}
