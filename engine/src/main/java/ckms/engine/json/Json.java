package ckms.engine.json;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.deser.std.FromStringDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.jsontype.NamedType;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import java.io.IOException;
import java.nio.file.Path;

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
            throw new IOException(malformed.getOriginalMessage(), malformed);
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
}
