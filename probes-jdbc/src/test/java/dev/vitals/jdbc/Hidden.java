package dev.vitals.jdbc;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.SQLException;
import java.util.function.Supplier;
import javax.sql.DataSource;

/** A data source that gives connections and tells nothing: no URL, no class, nothing to unwrap. */
final class Hidden {
    private Hidden() {}

    static DataSource behind(DataSource source) {
        // Looking through a data source finds one in a field, but not one behind a call.
        Supplier<DataSource> hidden = () -> source;
        return (DataSource) Proxy.newProxyInstance(
                Hidden.class.getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("isWrapperFor")) {
                        return false;
                    }
                    if (method.getName().equals("unwrap")) {
                        throw new SQLException("nothing inside");
                    }
                    try {
                        return method.invoke(hidden.get(), arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
