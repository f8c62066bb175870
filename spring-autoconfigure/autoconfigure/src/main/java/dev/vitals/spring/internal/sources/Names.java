package dev.vitals.spring.internal.sources;

import dev.vitals.spring.internal.settings.Properties;
import java.util.List;
import java.util.Locale;

/** What to call the checks of a bean: short, and the same at every start. */
final class Names {
    private Names() {}

    /**
     * Returns the name for a bean: that of its property, else what is left of the bean's name without the words that say
     * what kind it is, with a suffix that does; {@code ordersDataSource} is {@code orders-db}.
     */
    static String of(String bean, List<String> kinds, String suffix, String property, Properties properties) {
        return properties
                .read(property + "." + bean + ".name", String.class)
                .orElseGet(() -> byBean(bean, kinds, suffix));
    }

    private static String byBean(String bean, List<String> kinds, String suffix) {
        String lower = bean.toLowerCase(Locale.ROOT);
        for (String kind : kinds) {
            if (lower.endsWith(kind)) {
                return named(bean.substring(0, bean.length() - kind.length()), suffix);
            }
        }
        return named(bean, suffix);
    }

    private static String named(String stem, String suffix) {
        String dashed = stem.replaceAll("([a-z0-9])([A-Z])", "$1-$2")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9._-]", "-")
                .replaceAll("^[^a-z0-9]+|-+$", "");
        return dashed.isEmpty() || dashed.equals(suffix) ? suffix : dashed + "-" + suffix;
    }
}
