package ckms.engine.host.json;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationConfig;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.jsontype.NamedType;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.ser.BeanSerializerModifier;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.fasterxml.jackson.databind.type.LogicalType;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** Writes records as JSON, and reads them again. */
public final class Json {
    private final JsonMapper mapper;

    private Json(JsonMapper mapper) {
        this.mapper = mapper;
    }

    /**
     * Makes the JSON of files that only ckms reads. A value of a sealed type has the name of its record as the member
     * {@code type}.
     *
     * @param forms how values are written that are no plain records
     * @param sealedTypes the sealed types that components of the records may have
     */
    public static Json forOurselves(Collection<Form> forms, Class<?>... sealedTypes) {
        var builder = JsonMapper.builder().addModule(module(forms));
        for (Class<?> sealed : sealedTypes) {
            builder.addMixIn(sealed, TypeByName.class);
            register(builder, sealed);
        }
        return new Json(strict(builder).build());
    }

    /**
     * Makes the JSON of documents that other programs read or write: names with underscores, enum constants as words in
     * small letters, and escapes for all that does not show as itself. Unknown members are passed over, since newer
     * versions may add some.
     *
     * @param forms how values are written that are no plain records, such as addresses
     */
    public static Json forOthers(Collection<Form> forms) {
        SimpleModule words = module(forms);
        words.setSerializerModifier(new Words());
        JsonFactory visible =
                new JsonFactoryBuilder().characterEscapes(new VisibleEscapes()).build();
        return new Json(strict(JsonMapper.builder(visible).addModule(words))
                .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
                .enable(DeserializationFeature.READ_ENUMS_USING_TO_STRING)
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .build());
    }

    private static SimpleModule module(Collection<Form> forms) {
        var module = new SimpleModule();
        Form.text(Path.class, Path::of).addTo(module);
        Form.text(Duration.class, Duration::parse).addTo(module);
        forms.forEach(form -> form.addTo(module));
        return module;
    }

    private static JsonMapper.Builder strict(JsonMapper.Builder builder) {
        return builder.addModule(new Jdk8Module())
                .disable(MapperFeature.AUTO_DETECT_IS_GETTERS)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .withCoercionConfig(
                        LogicalType.Textual,
                        text -> text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                                .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                                .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
                .defaultSetterInfo(JsonSetter.Value.forContentNulls(Nulls.FAIL))
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
                .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);
    }

    private static void register(JsonMapper.Builder builder, Class<?> sealed) {
        for (Class<?> permitted : sealed.getPermittedSubclasses()) {
            if (permitted.isSealed()) {
                register(builder, permitted);
            } else {
                builder.registerSubtypes(new NamedType(permitted, permitted.getSimpleName()));
            }
        }
    }

    /**
     * Reads the text of a member of the outermost object.
     *
     * @return empty if there is no such member, or it is no text
     * @throws IOException if the text is no JSON
     */
    public Optional<String> member(String text, String name) throws IOException {
        return Optional.of(tree(text).path(name)).filter(JsonNode::isTextual).map(JsonNode::asText);
    }

    /**
     * Writes the outermost object without one of its members, on one line.
     *
     * @throws IOException if the text is no JSON
     */
    public String without(String text, String name) throws IOException {
        JsonNode tree = tree(text);
        if (tree instanceof ObjectNode object) {
            object.remove(name);
        }
        return write(tree);
    }

    private JsonNode tree(String text) throws IOException {
        try {
            return mapper.readTree(text);
        } catch (JsonProcessingException malformed) {
            throw new IOException(sentence(malformed), malformed);
        }
    }

    private static String sentence(JsonProcessingException malformed) {
        JsonLocation at = malformed.getLocation();
        return malformed.getOriginalMessage().lines().findFirst().orElse("").replaceFirst(" \\(start marker at .*", "")
                + (at == null ? "" : ", in line " + at.getLineNr() + ", column " + at.getColumnNr());
    }

    /**
     * Writes a value on one line.
     *
     * @throws IllegalStateException if the value has no JSON form
     */
    public String write(Object value) {
        try {
            return mapper.writeValueAsString(value);
        } catch (JsonProcessingException recordsCanBeWritten) {
            throw new IllegalStateException(recordsCanBeWritten);
        }
    }

    /**
     * Writes a value on several lines, for people.
     *
     * @throws IllegalStateException if the value has no JSON form
     */
    public String pretty(Object value) {
        try {
            return mapper.writerWithDefaultPrettyPrinter().writeValueAsString(value) + "\n";
        } catch (JsonProcessingException recordsCanBeWritten) {
            throw new IllegalStateException(recordsCanBeWritten);
        }
    }

    /**
     * Reads a value of a type. Nothing in it is null, no value stands for one of another type, and nothing
     * follows it.
     *
     * @throws IOException if the text does not stand for such a value; the message is a sentence with line and column
     */
    public <T> T read(String text, Class<T> type) throws IOException {
        try {
            return Optional.ofNullable(mapper.readValue(text, type))
                    .orElseThrow(() -> new IOException("it says null, where a value should be"));
        } catch (JsonProcessingException malformed) {
            throw new IOException(sentence(malformed), malformed);
        }
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
    private interface TypeByName {}

    /** Writes the constants of enums as words, by their {@code toString}. */
    private static final class Words extends BeanSerializerModifier {
        private static final long serialVersionUID = 1;

        @Override
        public JsonSerializer<?> modifyEnumSerializer(
                SerializationConfig config, JavaType type, BeanDescription description, JsonSerializer<?> other) {
            return new StdSerializer<Enum<?>>(Enum.class, false) {
                private static final long serialVersionUID = 1;

                @Override
                public void serialize(Enum<?> constant, JsonGenerator out, SerializerProvider provider)
                        throws IOException {
                    out.writeString(constant.toString().toLowerCase(Locale.ROOT));
                }
            };
        }
    }
}
