package dev.vitals.jdbc;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import javax.sql.DataSource;

/** A data source that gives connections and tells nothing: no URL, no class, nothing to unwrap. */
final class Hidden {
    private Hidden() {}

    static DataSource behind(DataSource source) {
        return (DataSource) Proxy.newProxyInstance(
                Hidden.class.getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("isWrapperFor")) {
                        return false;
                    }
                    try {
                        return method.invoke(source, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
