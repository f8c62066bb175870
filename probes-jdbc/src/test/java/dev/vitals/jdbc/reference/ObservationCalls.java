package dev.vitals.jdbc.reference;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import dev.vitals.probe.Unit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * The names and units of the observations that sources make. They exist nowhere but in the calls of the factories, so these
 * are read as the compiler reads them.
 */
final class ObservationCalls extends TreeScanner<Void, Path> {
    private static final String TYPE = "Observation";

    /** The factories that say the unit; {@code of} has it as its last argument. */
    private static final Map<String, Unit> FACTORIES = Map.of(
            "duration", Unit.SECONDS,
            "bytes", Unit.BYTES,
            "ratio", Unit.RATIO,
            "count", Unit.COUNT,
            "rate", Unit.PER_SECOND);

    private final SortedMap<String, String> units = new TreeMap<>();

    private ObservationCalls() {}

    /** The unit of each observation that the sources in a directory make, by name. */
    static SortedMap<String, String> in(Path directory) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        ObservationCalls calls = new ObservationCalls();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null);
                Stream<Path> found = Files.walk(directory)) {
            List<Path> sources =
                    found.filter(file -> file.toString().endsWith(".java")).toList();
            JavacTask task = (JavacTask)
                    compiler.getTask(null, files, null, null, null, files.getJavaFileObjectsFromPaths(sources));
            for (CompilationUnitTree unit : task.parse()) {
                calls.scan(unit, Path.of(unit.getSourceFile().toUri()).getFileName());
            }
        }
        return calls.units;
    }

    @Override
    public Void visitMethodInvocation(MethodInvocationTree call, Path file) {
        if (call.getMethodSelect() instanceof MemberSelectTree method && isType(method.getExpression())) {
            String factory = method.getIdentifier().toString();
            if (factory.equals("of")) {
                add(name(call, file), unit(call.getArguments().get(2)), file);
            } else if (FACTORIES.containsKey(factory)) {
                add(name(call, file), FACTORIES.get(factory).id(), file);
            }
        }
        return super.visitMethodInvocation(call, file);
    }

    @Override
    public Void visitNewClass(NewClassTree creation, Path file) {
        if (isType(creation.getIdentifier())) {
            throw unnamed(file, creation);
        }
        return super.visitNewClass(creation, file);
    }

    @Override
    public Void visitMemberReference(MemberReferenceTree reference, Path file) {
        String method = reference.getName().toString();
        if (isType(reference.getQualifierExpression()) && (method.equals("of") || FACTORIES.containsKey(method))) {
            throw unnamed(file, reference);
        }
        return super.visitMemberReference(reference, file);
    }

    private static String name(MethodInvocationTree call, Path file) {
        if (call.getArguments().get(0) instanceof LiteralTree literal && literal.getValue() instanceof String name) {
            return name;
        }
        throw unnamed(file, call);
    }

    private static IllegalStateException unnamed(Path file, Object code) {
        return new IllegalStateException(
                file + ": an observation's name must be a literal in the call that makes it, but this is " + code);
    }

    private static String unit(ExpressionTree unit) {
        return unit instanceof MemberSelectTree constant
                ? Unit.valueOf(constant.getIdentifier().toString()).id()
                : "that of its limit";
    }

    private void add(String name, String unit, Path file) {
        String other = units.putIfAbsent(name, unit);
        if (other != null && !other.equals(unit)) {
            throw new IllegalStateException(file + ": '" + name + "' must mean one thing but is in " + unit
                    + " here and in " + other + " elsewhere");
        }
    }

    private static boolean isType(Object expression) {
        return expression.toString().equals(TYPE);
    }
}
