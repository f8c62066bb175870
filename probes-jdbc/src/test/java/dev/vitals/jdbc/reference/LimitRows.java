package dev.vitals.jdbc.reference;

import dev.vitals.jdbc.internal.limits.DatabaseLimits;
import dev.vitals.probe.CheckLimits;
import dev.vitals.probe.Quantities;
import dev.vitals.probe.Threshold;
import dev.vitals.probe.Unit;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The limits of each check with their defaults, as tables. */
final class LimitRows {
    private LimitRows() {}

    static List<String> all() {
        List<String> lines = new ArrayList<>();
        DatabaseLimits.DEFAULT.all().forEach(limits -> lines.addAll(part(limits)));
        return lines;
    }

    private static List<String> part(CheckLimits limits) {
        Class<?> type = limits.getClass();
        List<String> lines = new ArrayList<>();
        lines.add("### " + type.getSimpleName());
        lines.add("");
        lines.add(SourceText.prose(type));
        lines.add("");
        lines.add("| limit | default | what |");
        lines.add("|---|---|---|");
        for (RecordComponent component : type.getRecordComponents()) {
            lines.add("| `" + component.getName() + "` | " + value(component, limits) + " | "
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
        if (value instanceof Threshold threshold) {
            return threshold(threshold);
        }
        if (value instanceof Duration duration) {
            return Quantities.duration(duration);
        }
        return value instanceof Set<?> set
                ? set.stream().map(one -> "`" + one + "`").sorted().collect(Collectors.joining(", "))
                : value.toString();
    }

    /** Such as {@code warn 10 s, fail 1 m}. */
    private static String threshold(Threshold threshold) {
        List<String> words = new ArrayList<>();
        threshold.warn().ifPresent(limit -> words.add("warn " + shown(limit, threshold)));
        threshold.fail().ifPresent(limit -> words.add("fail " + shown(limit, threshold)));
        return words.isEmpty() ? "none" : String.join(", ", words);
    }

    private static String shown(double limit, Threshold threshold) {
        if (threshold.unit() == Unit.SECONDS && limit == 0) {
            return "at once";
        }
        String words = threshold.unit() == Unit.COUNT
                ? String.format(Locale.ROOT, "%,.0f", limit)
                : threshold.unit().show(limit);
        return threshold.direction() == Threshold.Direction.BELOW ? words + " or less" : words;
    }

    private static Object call(Method method, Object target) {
        try {
            return method.invoke(target);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
