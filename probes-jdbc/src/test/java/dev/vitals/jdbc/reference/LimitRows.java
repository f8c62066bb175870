package dev.vitals.jdbc.reference;

import dev.vitals.jdbc.limits.CheckLimits;
import dev.vitals.jdbc.limits.DatabaseLimits;
import dev.vitals.probe.Quantities;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The limits of each check with their defaults, as tables. */
final class LimitRows {
    private LimitRows() {}

    static List<String> all() {
        List<String> lines = new ArrayList<>();
        for (Class<?> type : CheckLimits.class.getPermittedSubclasses()) {
            lines.addAll(part(type.asSubclass(CheckLimits.class)));
        }
        return lines;
    }

    private static List<String> part(Class<? extends CheckLimits> type) {
        List<String> lines = new ArrayList<>();
        lines.add("### " + type.getSimpleName());
        lines.add("");
        lines.add(SourceText.prose(type));
        lines.add("");
        lines.add("| limit | default | what |");
        lines.add("|---|---|---|");
        for (RecordComponent component : type.getRecordComponents()) {
            lines.add("| `" + component.getName() + "` | " + value(component, DatabaseLimits.DEFAULT.of(type)) + " | "
                    + SourceText.component(type, component.getName()) + " |");
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
            return Quantities.duration(duration);
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
