package ckms.engine.host.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.deser.std.FromStringDeserializer;
import com.fasterxml.jackson.databind.deser.std.StdDelegatingDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdDelegatingSerializer;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import com.fasterxml.jackson.databind.type.TypeFactory;
import com.fasterxml.jackson.databind.util.StdConverter;
import java.io.IOException;
import java.time.DateTimeException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.function.Consumer;
import java.util.function.Function;

/** The JSON form of a type that is no plain record: how its values are written, and read again. */
public final class Form {
    private final Consumer<SimpleModule> adding;

    private Form(Consumer<SimpleModule> adding) {
        this.adding = adding;
    }

    /**
     * Makes a form that writes values as JSON strings, by their {@code toString}.
     *
     * @param reading makes a value of such a text; it throws an {@link IllegalArgumentException}, a
     *     {@link NoSuchElementException} or a {@link DateTimeException} for a text that stands for no value
     */
    public static <T> Form text(Class<T> type, Function<String, T> reading) {
        return new Form(module -> {
            module.addSerializer(type, ToStringSerializer.instance);
            module.addDeserializer(type, new FromText<>(type, reading));
        });
    }

    /**
     * Makes a form that writes values as JSON objects with any number of members.
     *
     * @param member the type of each member
     * @param writing gives the members by their names
     * @param reading makes a value of such members
     */
    public static <T, M> Form map(
            Class<T> type, Class<M> member, Function<T, Map<String, M>> writing, Function<Map<String, M>, T> reading) {
        var members = TypeFactory.defaultInstance().constructMapType(LinkedHashMap.class, String.class, member);
        var whole = TypeFactory.defaultInstance().constructType(type);
        return new Form(module -> {
            module.addSerializer(type, new StdDelegatingSerializer(type, new Conversion<>(writing, whole, members)));
            module.addDeserializer(type, new StdDelegatingDeserializer<>(new Conversion<>(reading, members, whole)));
        });
    }

    void addTo(SimpleModule module) {
        adding.accept(module);
    }

    private static final class FromText<T> extends FromStringDeserializer<T> {
        private static final long serialVersionUID = 1;

        private final transient Function<String, T> reading;

        FromText(Class<T> type, Function<String, T> reading) {
            super(type);
            this.reading = reading;
        }

        /** Reads only texts, where Jackson would take a number for one. */
        @Override
        @SuppressWarnings("unchecked")
        public T deserialize(JsonParser in, DeserializationContext context) throws IOException {
            return in.hasToken(JsonToken.VALUE_STRING)
                    ? super.deserialize(in, context)
                    : (T) context.handleUnexpectedToken(_valueClass, in);
        }

        @Override
        protected boolean _shouldTrim() {
            return false;
        }

        /** Reads an empty text like any other, where Jackson would take it for no value. */
        @Override
        protected Object _deserializeFromEmptyString(DeserializationContext context) throws IOException {
            return _deserialize("", context);
        }

        @Override
        @SuppressWarnings("unchecked")
        protected T _deserialize(String text, DeserializationContext context) throws IOException {
            try {
                return reading.apply(text);
            } catch (IllegalArgumentException | NoSuchElementException | DateTimeException none) {
                return (T) context.handleWeirdStringValue(
                        _valueClass, text, "does not stand for a " + _valueClass.getSimpleName());
            }
        }
    }

    private static final class Conversion<A, B> extends StdConverter<A, B> {
        private final Function<A, B> converting;
        private final JavaType from;
        private final JavaType to;

        Conversion(Function<A, B> converting, JavaType from, JavaType to) {
            this.converting = converting;
            this.from = from;
            this.to = to;
        }

        @Override
        public B convert(A value) {
            return converting.apply(value);
        }

        @Override
        public JavaType getInputType(TypeFactory factory) {
            return from;
        }

        @Override
        public JavaType getOutputType(TypeFactory factory) {
            return to;
        }
    }
}
