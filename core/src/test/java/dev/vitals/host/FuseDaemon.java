package dev.vitals.host;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A file system of 1000 MB, half of it free, in which every name is a directory. Speaks the kernel's FUSE protocol on
 * standard input and output, which its parent process connects to a mounted {@code /dev/fuse}. Stopped by a signal,
 * it is a file system that hangs.
 */
final class FuseDaemon {
    private static final int LOOKUP = 1;
    private static final int FORGET = 2;
    private static final int GETATTR = 3;
    private static final int STATFS = 17;
    private static final int INIT = 26;
    private static final int INTERRUPT = 36;
    private static final int BATCH_FORGET = 42;
    private static final int NOT_IMPLEMENTED = -38;
    private static final int HEADER = 16;

    private FuseDaemon() {}

    public static void main(String[] arguments) throws IOException {
        byte[] request = new byte[1 << 20];
        try (FileInputStream in = new FileInputStream(FileDescriptor.in);
                FileOutputStream out = new FileOutputStream(FileDescriptor.out)) {
            for (int length = in.read(request); length > 0; length = in.read(request)) {
                ByteBuffer header = ByteBuffer.wrap(request, 0, length).order(ByteOrder.nativeOrder());
                int operation = header.getInt(4);
                if (operation != FORGET && operation != BATCH_FORGET && operation != INTERRUPT) {
                    out.write(answer(operation, header.getLong(8)));
                }
            }
        }
    }

    private static byte[] answer(int operation, long request) {
        ByteBuffer answer =
                ByteBuffer.allocate(256).order(ByteOrder.nativeOrder()).position(HEADER);
        boolean known = switch (operation) {
            case INIT -> init(answer);
            case STATFS -> statfs(answer);
            case GETATTR -> attributes(answer.putLong(0).putLong(0), 1);
            case LOOKUP ->
                attributes(answer.putLong(2).putLong(0).putLong(0).putLong(0).putLong(0), 2);
            default -> false;
        };
        byte[] bytes = new byte[known ? answer.position() : HEADER];
        answer.putInt(0, bytes.length).putInt(4, known ? 0 : NOT_IMPLEMENTED).putLong(8, request);
        answer.get(0, bytes);
        return bytes;
    }

    /** Protocol 7.31, no options, writes of at most 4096 bytes. */
    private static boolean init(ByteBuffer answer) {
        answer.putInt(7).putInt(31).putInt(0).putInt(0).putInt(0).putInt(4096).putInt(1);
        answer.position(HEADER + 64);
        return true;
    }

    /** Blocks, free, available, files, free files, block size, name length, fragment size. */
    private static boolean statfs(ByteBuffer answer) {
        answer.putLong(1000).putLong(500).putLong(500).putLong(100).putLong(50);
        answer.putInt(1 << 20).putInt(255).putInt(1 << 20);
        answer.position(HEADER + 80);
        return true;
    }

    /** A directory; valid for no time, so that the kernel asks again whenever it is asked. */
    private static boolean attributes(ByteBuffer answer, long inode) {
        int start = answer.position();
        answer.putLong(inode).position(start + 60);
        answer.putInt(040755).putInt(2);
        answer.position(start + 88);
        return true;
    }
}
