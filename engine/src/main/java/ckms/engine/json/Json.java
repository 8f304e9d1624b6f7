package ckms.engine.json;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
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
import com.fasterxml.jackson.databind.deser.std.FromStringDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.jsontype.NamedType;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.ser.BeanSerializerModifier;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Records as JSON. A value of a sealed type carries the name of its record as {@code type}. */
public final class Json {
    private final JsonMapper mapper;

    /** Writes and reads records whose components may be of these sealed types. */
    public Json(Class<?>... sealedTypes) {
        var paths = new SimpleModule();
        paths.addSerializer(Path.class, ToStringSerializer.instance);
        paths.addDeserializer(Path.class, new PathFromString());
        var builder = JsonMapper.builder()
                .addModule(paths)
                .disable(MapperFeature.AUTO_DETECT_IS_GETTERS)
                .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
                .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);
        for (Class<?> sealed : sealedTypes) {
            builder.addMixIn(sealed, TypeByName.class);
            register(builder, sealed);
        }
        mapper = builder.build();
    }

    private Json(JsonMapper mapper) {
        this.mapper = mapper;
    }

    /**
     * Writes and reads what is for others to read: names with underscores, addresses for what has one, words in small
     * letters. What it does not know it passes over, since newer versions may add to it.
     *
     * @param addresses by type, how an address is read
     */
    public static Json forOthers(Map<Class<?>, Function<String, Object>> addresses) {
        var words = new SimpleModule();
        words.addSerializer(Path.class, ToStringSerializer.instance);
        words.addDeserializer(Path.class, new PathFromString());
        words.setSerializerModifier(new Words());
        addresses.forEach((type, reading) -> addAddress(words, type, reading));
        return new Json(JsonMapper.builder()
                .addModule(words)
                .addModule(new Jdk8Module())
                .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .disable(MapperFeature.AUTO_DETECT_IS_GETTERS)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                .build());
    }

    private static <T> void addAddress(SimpleModule module, Class<T> type, Function<String, Object> reading) {
        module.addSerializer(type, ToStringSerializer.instance);
        module.addDeserializer(type, new AddressFromString<>(type, reading));
    }

    /** The text of a member of the outermost object; empty where there is no such text. */
    public Optional<String> member(String text, String name) throws IOException {
        return Optional.of(tree(text).path(name)).filter(JsonNode::isTextual).map(JsonNode::asText);
    }

    /** The outermost object without one of its members, on one line. */
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
        return malformed.getOriginalMessage()
                + (at == null ? "" : ", in line " + at.getLineNr() + ", column " + at.getColumnNr());
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

    /** The value on one line. */
    public String write(Object value) {
        try {
            return mapper.writeValueAsString(value);
        } catch (JsonProcessingException recordsCanBeWritten) {
            throw new IllegalStateException(recordsCanBeWritten);
        }
    }

    /** The value on several lines, for people. */
    public String pretty(Object value) {
        try {
            return mapper.writerWithDefaultPrettyPrinter().writeValueAsString(value) + "\n";
        } catch (JsonProcessingException recordsCanBeWritten) {
            throw new IllegalStateException(recordsCanBeWritten);
        }
    }

    /** The value; an {@link IOException} where the text is not one of that type. */
    public <T> T read(String text, Class<T> type) throws IOException {
        try {
            return mapper.readValue(text, type);
        } catch (JsonProcessingException malformed) {
            throw new IOException(sentence(malformed), malformed);
        }
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
    private interface TypeByName {}

    private static final class PathFromString extends FromStringDeserializer<Path> {
        private static final long serialVersionUID = 1;

        PathFromString() {
            super(Path.class);
        }

        @Override
        protected Path _deserialize(String text, com.fasterxml.jackson.databind.DeserializationContext context) {
            return Path.of(text);
        }
    }

    private static final class AddressFromString<T> extends FromStringDeserializer<T> {
        private static final long serialVersionUID = 1;

        private final transient Function<String, Object> reading;

        AddressFromString(Class<T> type, Function<String, Object> reading) {
            super(type);
            this.reading = reading;
        }

        @Override
        @SuppressWarnings("unchecked")
        protected T _deserialize(String text, com.fasterxml.jackson.databind.DeserializationContext context)
                throws IOException {
            try {
                return (T) reading.apply(text);
            } catch (IllegalArgumentException | java.util.NoSuchElementException notOne) {
                return (T) context.handleWeirdStringValue(_valueClass, text, "is no address");
            }
        }
    }

    /** Writes the constants of enums as words. */
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
                    out.writeString(constant.name().toLowerCase(java.util.Locale.ROOT));
                }
            };
        }
    }
}
