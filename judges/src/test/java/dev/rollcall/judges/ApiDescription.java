package dev.rollcall.judges;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.Request;
import com.atlassian.oai.validator.model.SimpleRequest;
import com.atlassian.oai.validator.model.SimpleResponse;
import com.atlassian.oai.validator.report.LevelResolver;
import com.atlassian.oai.validator.report.ValidationReport;
import com.atlassian.oai.validator.report.ValidationReport.Level;
import com.atlassian.oai.validator.report.ValidationReport.Message;
import com.atlassian.oai.validator.report.ValidationReport.MessageContext;
import dev.rollcall.testservers.http.HttpQuestion;
import dev.rollcall.testservers.http.HttpReply;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** What a vendor says of an API, as a judge of questions to it and of answers to them. */
final class ApiDescription {

    static final ApiDescription OKTA = of("okta.yaml");
    static final ApiDescription OKTA_TOKEN = of("okta-token.yaml");
    static final ApiDescription GRAPH = of("graph.yaml");
    static final ApiDescription ENTRA_TOKEN = of("entra-token.yaml");

    private final OpenApiInteractionValidator validator;

    private ApiDescription(OpenApiInteractionValidator validator) {
        this.validator = validator;
    }

    private static ApiDescription of(String resource) {
        try (InputStream in = Objects.requireNonNull(ApiDescription.class.getResourceAsStream(resource), resource)) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            // The descriptions close every object themselves; what the judge would add on its own reaches into combined
            // schemas.
            LevelResolver strict = LevelResolver.create()
                    .withDefaultLevel(Level.ERROR)
                    .withLevel("validation.schema.additionalProperties", Level.IGNORE)
                    .build();
            return new ApiDescription(OpenApiInteractionValidator.createForInlineApiSpecification(text)
                    .withLevelResolver(strict)
                    .build());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * What the description does not allow in a question and its answer, one line for each; none if both are as
     * described.
     */
    List<String> faults(HttpQuestion question, HttpReply reply) {
        ValidationReport report = validator.validate(described(question), described(reply));
        return report.getMessages().stream()
                .filter(message -> message.getLevel() == Level.ERROR)
                .map(message -> question + " -> " + reply.status() + ": " + message.getKey() + parameter(message) + " "
                        + message.getMessage())
                .toList();
    }

    private static String parameter(Message message) {
        return message.getContext()
                .flatMap(MessageContext::getParameter)
                .map(parameter -> " '" + parameter.getName() + "'")
                .orElse("");
    }

    private static SimpleRequest described(HttpQuestion question) {
        Request.Method method = Request.Method.valueOf(question.method().toUpperCase(Locale.ROOT));
        SimpleRequest.Builder request = new SimpleRequest.Builder(method, question.rawPath(), false);
        question.headers().forEach(request::withHeader);
        question.query().forEach((name, value) -> request.withQueryParam(name, value));
        if (question.body().length > 0) {
            request.withBody(question.body());
        }
        return request.build();
    }

    private static SimpleResponse described(HttpReply reply) {
        SimpleResponse.Builder response = new SimpleResponse.Builder(reply.status());
        reply.headers().forEach(header -> response.withHeader(header.getKey(), header.getValue()));
        if (reply.body().length > 0) {
            response.withBody(reply.body());
        }
        return response.build();
    }
}
