package dev.vitals.architecture;

import dev.vitals.architecture.RemedyCall.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TypeInsnNode;
import org.objectweb.asm.tree.VarInsnNode;
import org.objectweb.asm.tree.analysis.Analyzer;
import org.objectweb.asm.tree.analysis.AnalyzerException;
import org.objectweb.asm.tree.analysis.Frame;
import org.objectweb.asm.tree.analysis.SourceInterpreter;
import org.objectweb.asm.tree.analysis.SourceValue;

/**
 * Reads from our class files every command that the library can print: the words given to {@code Command.sql} and
 * {@code Command.shell}, and to each method of ours that hands its own parameter on to them. Alternatives and
 * concatenations are followed within a method.
 */
final class RemedyReader {
    private static final String COMMAND = "dev/vitals/probe/Command";
    private static final String ARGUMENT = "dev/vitals/probe/Argument";

    /** What stands for a part that only the running program knows. */
    private static final String UNKNOWN = "\u0000";

    private final Map<String, Sink> sinks = new HashMap<>();
    private final Map<String, RemedyCall> calls = new TreeMap<>();
    private final Map<String, Body> bodies = new LinkedHashMap<>();
    private final Set<String> entered = new HashSet<>();

    /** A method whose parameter becomes the words of a command, between what it puts around them. */
    private record Sink(boolean sql, int parameter, String before, String after) {}

    private record Body(ClassNode type, MethodNode method, List<Frame<SourceValue>> frames) {
        Frame<SourceValue> frame(AbstractInsnNode at) {
            return frames.get(method.instructions.indexOf(at));
        }

        String name() {
            return type.name + "." + method.name + method.desc;
        }
    }

    private RemedyReader() {
        sinks.put(COMMAND + ".sql(Ljava/lang/String;[Ljava/lang/Object;)L" + COMMAND + ";", new Sink(true, 0, "", ""));
        sinks.put(
                COMMAND + ".shell(Ljava/lang/String;[Ljava/lang/Object;)L" + COMMAND + ";", new Sink(false, 0, "", ""));
    }

    static Collection<RemedyCall> read() {
        RemedyReader reader = new RemedyReader();
        OurClasses.all().stream()
                .filter(type -> !type.getPackageName().equals("dev.vitals.probe"))
                .filter(type -> !List.of("testkit", "architecture").contains(OurClasses.topic(type)))
                .flatMap(type -> bodies(type.getName()).stream())
                .forEach(body -> reader.bodies.put(body.name(), body));
        for (int before = 0; before != reader.sinks.size(); ) {
            before = reader.sinks.size();
            reader.bodies.values().forEach(reader::follow);
        }
        return reader.calls.values();
    }

    private static List<Body> bodies(String type) {
        ClassNode node = new ClassNode();
        try (InputStream in = RemedyReader.class.getResourceAsStream("/" + type.replace('.', '/') + ".class")) {
            new ClassReader(Objects.requireNonNull(in, type)).accept(node, 0);
        } catch (IOException e) {
            throw new UncheckedIOException(type, e);
        }
        List<Body> bodies = new ArrayList<>();
        for (MethodNode method : node.methods) {
            try {
                bodies.add(new Body(
                        node,
                        method,
                        // No frame where no way leads.
                        Arrays.asList(new Analyzer<>(new SourceInterpreter()).analyze(node.name, method))));
            } catch (AnalyzerException e) {
                throw new IllegalStateException(type + "." + method.name, e);
            }
        }
        return bodies;
    }

    private void follow(Body body) {
        for (AbstractInsnNode at : body.method().instructions) {
            if (at instanceof MethodInsnNode call && body.frame(at) != null) {
                Sink sink = sinks.get(call.owner + "." + call.name + call.desc);
                if (sink != null) {
                    follow(body, call, sink);
                }
            }
        }
    }

    private void follow(Body body, MethodInsnNode call, Sink sink) {
        Type[] parameters = Type.getArgumentTypes(call.desc);
        Frame<SourceValue> frame = body.frame(call);
        SourceValue words = frame.getStack(frame.getStackSize() - parameters.length + sink.parameter());
        for (String text : texts(body, words)) {
            String whole = sink.before() + text + sink.after();
            Optional<Sink> handedOn = handedOn(whole, sink.sql());
            if (handedOn.isPresent()) {
                sinks.putIfAbsent(body.name(), handedOn.get());
            } else {
                add(body, call, sink.sql(), whole);
            }
        }
    }

    /** The text is a parameter of the method, with something around it. */
    private static Optional<Sink> handedOn(String text, boolean sql) {
        int mark = text.indexOf('\u0001');
        return mark < 0
                ? Optional.empty()
                : Optional.of(new Sink(sql, text.charAt(mark + 1), text.substring(0, mark), text.substring(mark + 2)));
    }

    private void add(Body body, MethodInsnNode call, boolean sql, String text) {
        String place = body.type().name.substring(body.type().name.lastIndexOf('/') + 1) + "." + body.method().name
                + ":" + line(call);
        Optional<String> words = text.contains(UNKNOWN) ? Optional.empty() : Optional.of(text);
        String owner = body.type().name.replace('/', '.');
        calls.put(place + " " + text, new RemedyCall(place, owner, sql, words, arguments(body, call)));
    }

    /** Every text a value may be; parameter {@code n} is written as {@code \1} and {@code n}. */
    private Set<String> texts(Body body, SourceValue value) {
        Set<String> all = new LinkedHashSet<>();
        for (AbstractInsnNode source : value.insns) {
            all.addAll(texts(body, source));
        }
        return all.isEmpty() ? Set.of(UNKNOWN) : all;
    }

    private Set<String> texts(Body body, AbstractInsnNode source) {
        if (source instanceof LdcInsnNode constant && constant.cst instanceof String text) {
            return Set.of(text);
        }
        if (source instanceof InvokeDynamicInsnNode join && join.name.equals("makeConcatWithConstants")) {
            return joined(body, join);
        }
        if (source instanceof VarInsnNode variable && variable.getOpcode() == Opcodes.ALOAD) {
            SourceValue local = body.frame(source).getLocal(variable.var);
            return local.insns.isEmpty() ? Set.of(ofVariable(body, variable.var)) : texts(body, local);
        }
        if (source instanceof VarInsnNode variable && variable.getOpcode() == Opcodes.ASTORE) {
            Frame<SourceValue> frame = body.frame(source);
            return texts(body, frame.getStack(frame.getStackSize() - 1));
        }
        return source instanceof MethodInsnNode call ? returned(call) : Set.of(UNKNOWN);
    }

    /** What a method of ours answers, as far as that does not depend on its parameters. */
    private Set<String> returned(MethodInsnNode call) {
        Body body = bodies.get(call.owner + "." + call.name + call.desc);
        Set<String> all = new LinkedHashSet<>();
        if (body != null && body.method().desc.endsWith(")Ljava/lang/String;") && entered.add(body.name())) {
            for (AbstractInsnNode at : body.method().instructions) {
                if (at.getOpcode() == Opcodes.ARETURN && body.frame(at) != null) {
                    Frame<SourceValue> frame = body.frame(at);
                    all.addAll(texts(body, frame.getStack(frame.getStackSize() - 1)));
                }
            }
            entered.remove(body.name());
        }
        return all.isEmpty() || all.stream().anyMatch(text -> text.indexOf('\u0001') >= 0) ? Set.of(UNKNOWN) : all;
    }

    private static String ofVariable(Body body, int variable) {
        int slot = (body.method().access & Opcodes.ACC_STATIC) == 0 ? 1 : 0;
        Type[] parameters = Type.getArgumentTypes(body.method().desc);
        for (int i = 0; i < parameters.length; slot += parameters[i].getSize(), i++) {
            if (slot == variable) {
                return parameters[i].getClassName().equals("java.lang.String") ? "\u0001" + (char) i : UNKNOWN;
            }
        }
        return UNKNOWN;
    }

    private Set<String> joined(Body body, InvokeDynamicInsnNode join) {
        Frame<SourceValue> frame = body.frame(join);
        int count = Type.getArgumentTypes(join.desc).length;
        Set<String> all = Set.of("");
        int next = 0;
        for (char symbol : ((String) join.bsmArgs[0]).toCharArray()) {
            Set<String> parts = symbol == '\u0001'
                    ? texts(body, frame.getStack(frame.getStackSize() - count + next++))
                    : Set.of(String.valueOf(symbol));
            Set<String> longer = new LinkedHashSet<>();
            all.forEach(start -> parts.forEach(part -> longer.add(start + part)));
            all = longer;
        }
        return all;
    }

    private static List<Kind> arguments(Body body, MethodInsnNode call) {
        if (!call.desc.contains("[Ljava/lang/Object;")) {
            return List.of();
        }
        Frame<SourceValue> frame = body.frame(call);
        SourceValue array = frame.getStack(frame.getStackSize() - 1);
        List<Kind> kinds = new ArrayList<>();
        for (AbstractInsnNode at : body.method().instructions) {
            if (at instanceof InsnNode store && store.getOpcode() == Opcodes.AASTORE && body.frame(at) != null) {
                Frame<SourceValue> stack = body.frame(at);
                if (isInto(body, stack.getStack(stack.getStackSize() - 3), array)) {
                    kinds.add(kind(stack.getStack(stack.getStackSize() - 1)));
                }
            }
        }
        return kinds;
    }

    /** Between two stores the array is duplicated on the stack. */
    private static boolean isInto(Body body, SourceValue one, SourceValue array) {
        Set<AbstractInsnNode> made = new LinkedHashSet<>();
        origins(body, array, made);
        Set<AbstractInsnNode> here = new LinkedHashSet<>();
        origins(body, one, here);
        here.retainAll(made);
        return !here.isEmpty();
    }

    private static void origins(Body body, SourceValue value, Set<AbstractInsnNode> into) {
        for (AbstractInsnNode source : value.insns) {
            if (source instanceof TypeInsnNode) {
                into.add(source);
            } else if (source.getOpcode() == Opcodes.DUP) {
                Frame<SourceValue> frame = body.frame(source);
                origins(body, frame.getStack(frame.getStackSize() - 1), into);
            }
        }
    }

    private static Kind kind(SourceValue value) {
        List<Kind> kinds =
                value.insns.stream().map(RemedyReader::kind).distinct().toList();
        return kinds.size() == 1 ? kinds.get(0) : Kind.UNKNOWN;
    }

    private static Kind kind(AbstractInsnNode source) {
        if (!(source instanceof MethodInsnNode call)) {
            return Kind.UNKNOWN;
        }
        if (call.name.equals("valueOf")
                && Arrays.asList("java/lang/Long", "java/lang/Integer").contains(call.owner)) {
            return Kind.NUMBER;
        }
        return !call.owner.equals(ARGUMENT)
                ? Kind.UNKNOWN
                : switch (call.name) {
                    case "identifier" -> Kind.IDENTIFIER;
                    case "literal" -> Kind.LITERAL;
                    case "mysqlIdentifier" -> Kind.MYSQL_IDENTIFIER;
                    case "mysqlLiteral" -> Kind.MYSQL_LITERAL;
                    default -> Kind.UNKNOWN;
                };
    }

    private static int line(AbstractInsnNode call) {
        for (AbstractInsnNode at = call; at != null; at = at.getPrevious()) {
            if (at instanceof LineNumberNode line) {
                return line.line;
            }
        }
        return 0;
    }
}
