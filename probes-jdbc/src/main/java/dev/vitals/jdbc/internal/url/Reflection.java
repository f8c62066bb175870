package dev.vitals.jdbc.internal.url;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads other libraries' objects by name. Never throws: what modules forbid, or does not exist, is absent. */
public final class Reflection {
    private Reflection() {}

    /**
     * Calls a public method without parameters.
     *
     * @param target any object
     * @param name the method
     * @return what it returned; empty for null, when there is no such method, and when it throws
     */
    public static Optional<Object> call(Object target, String name) {
        try {
            Method method = target.getClass().getMethod(name);
            method.trySetAccessible(); // It may be the public method of a class that is not.
            return Optional.ofNullable(method.invoke(target));
        } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
            return Optional.empty();
        }
    }

    /**
     * Reads a field of the object's class or of one that it extends.
     *
     * @param target any object
     * @param name the field
     * @return its value; empty for null, when there is no such field, and when it may not be read
     */
    public static Optional<Object> field(Object target, String name) {
        return fields(target.getClass()).stream()
                .filter(field -> field.getName().equals(name))
                .flatMap(field -> value(target, field).stream())
                .findFirst();
    }

    /** The values of all fields that may be read, those of the object's own class first. */
    static List<Object> values(Object target) {
        return fields(target.getClass()).stream()
                .flatMap(field -> value(target, field).stream())
                .toList();
    }

    private static List<Field> fields(Class<?> type) {
        List<Field> fields = new ArrayList<>();
        for (Class<?> one = type; one != null && !one.getName().startsWith("java."); one = one.getSuperclass()) {
            try {
                for (Field field : one.getDeclaredFields()) {
                    if (!Modifier.isStatic(field.getModifiers())
                            && !field.getType().isPrimitive()) {
                        fields.add(field);
                    }
                }
            } catch (LinkageError e) {
                // The class of a field is not on the class path.
            }
        }
        return fields;
    }

    private static Optional<Object> value(Object target, Field field) {
        try {
            return field.trySetAccessible() ? Optional.ofNullable(field.get(target)) : Optional.empty();
        } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
            return Optional.empty();
        }
    }
}
