package dev.vitals.jdbc.reference;

import dev.vitals.jdbc.internal.text.Words;
import dev.vitals.jdbc.limits.DatabaseLimits;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The limits of each check with their defaults, as tables. */
final class LimitRows {
    private LimitRows() {}

    static List<String> all() {
        List<String> lines = new ArrayList<>();
        Arrays.stream(DatabaseLimits.class.getMethods())
                .filter(method ->
                        method.getParameterCount() == 0 && Record.class.isAssignableFrom(method.getReturnType()))
                .sorted(Comparator.comparing(Method::getName))
                .forEach(method -> lines.addAll(part(method)));
        return lines;
    }

    private static List<String> part(Method method) {
        Class<?> type = method.getReturnType();
        List<String> lines = new ArrayList<>();
        lines.add("### " + method.getName());
        lines.add("");
        lines.add(SourceText.prose(type));
        lines.add("");
        lines.add("| `" + type.getSimpleName() + "` | default | what |");
        lines.add("|---|---|---|");
        for (RecordComponent component : type.getRecordComponents()) {
            lines.add("| `" + component.getName() + "` | " + value(component, call(method, DatabaseLimits.DEFAULT))
                    + " | " + SourceText.component(type, component.getName()) + " |");
        }
        lines.add("");
        return lines;
    }

    private static String value(RecordComponent component, Object record) {
        Object value = call(component.getAccessor(), record);
        if (value instanceof Optional<?> optional) {
            return optional.map(LimitRows::words).orElse("none");
        }
        return words(value);
    }

    private static String words(Object value) {
        if (value instanceof Duration duration) {
            return Words.duration(duration);
        }
        return value instanceof Number number && !(value instanceof Double)
                ? String.format(Locale.ROOT, "%,d", number.longValue())
                : value.toString();
    }

    private static Object call(Method method, Object target) {
        try {
            return method.invoke(target);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
