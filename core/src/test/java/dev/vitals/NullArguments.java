package dev.vitals;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Leaves out each argument of public methods in turn.
 *
 * @param samples what methods are called on, and the arguments that are not left out
 */
public record NullArguments(List<?> samples) {
    /** Returns the public methods and constructors of types that take arguments and can be called. */
    public Stream<Executable> executables(Class<?>... types) {
        return Stream.of(types)
                .flatMap(type -> Stream.<Executable>concat(
                        Arrays.stream(type.getDeclaredMethods()), Arrays.stream(type.getConstructors())))
                .filter(member -> Modifier.isPublic(member.getModifiers()) && !member.isSynthetic())
                .filter(member -> !List.of("equals", "compareTo").contains(member.getName()))
                .filter(member -> member.getParameterCount() > 0)
                .filter(member -> sample(member.getDeclaringClass()).isPresent()
                        || Modifier.isStatic(member.getModifiers())
                        || !(member instanceof Method));
    }

    /** Asserts that each argument is refused by name: the parameter's or, of a record, the component's it is for. */
    public void assertNamed(Executable member, String... components) throws ReflectiveOperationException {
        Parameter[] parameters = member.getParameters();
        for (int i = 0; i < parameters.length; i++) {
            if (!parameters[i].getType().isPrimitive()) {
                Throwable fault = faultOf(member, i);
                assertThat(fault)
                        .as("%s without '%s'", member, parameters[i].getName())
                        .isInstanceOf(NullPointerException.class);
                assertThat(fault.getMessage())
                        .as("%s without '%s'", member, parameters[i].getName())
                        .isIn(Stream.concat(Stream.of(parameters[i].getName()), Stream.of(components))
                                .toList());
            }
        }
    }

    private Throwable faultOf(Executable member, int missing) throws ReflectiveOperationException {
        Class<?>[] types = member.getParameterTypes();
        Object[] arguments = new Object[types.length];
        for (int i = 0; i < types.length; i++) {
            Class<?> type = types[i];
            arguments[i] =
                    i == missing ? null : sample(type).orElseThrow(() -> new AssertionError("no sample of " + type));
        }
        try {
            if (member instanceof Method method) {
                method.invoke(sample(member.getDeclaringClass()).orElse(null), arguments);
            } else {
                ((Constructor<?>) member).newInstance(arguments);
            }
            throw new AssertionError(member + " accepts null");
        } catch (InvocationTargetException e) {
            return e.getCause();
        }
    }

    private Optional<Object> sample(Class<?> type) {
        Class<?> boxed = MethodType.methodType(type).wrap().returnType();
        return samples.stream().filter(boxed::isInstance).findFirst().map(sample -> (Object) sample);
    }
}
