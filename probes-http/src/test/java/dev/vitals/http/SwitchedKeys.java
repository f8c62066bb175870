package dev.vitals.http;

import java.net.Socket;
import java.security.KeyStore;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;

/** The keys of a server that shows another certificate from one moment on, without a restart. */
final class SwitchedKeys extends X509ExtendedKeyManager {
    private final X509ExtendedKeyManager first;
    private final X509ExtendedKeyManager second;
    private volatile boolean flipped;

    private SwitchedKeys(X509ExtendedKeyManager first, X509ExtendedKeyManager second) {
        this.first = first;
        this.second = second;
    }

    static SwitchedKeys between(KeyStore first, KeyStore second, char[] password) throws Exception {
        return new SwitchedKeys(manager(first, password), manager(second, password));
    }

    private static X509ExtendedKeyManager manager(KeyStore store, char[] password) throws Exception {
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, password);
        return (X509ExtendedKeyManager) factory.getKeyManagers()[0];
    }

    SSLContext context() throws Exception {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(new KeyManager[] {this}, null, null);
        return context;
    }

    void flip() {
        flipped = true;
    }

    private X509ExtendedKeyManager current() {
        return flipped ? second : first;
    }

    @Override
    public String[] getClientAliases(String type, Principal[] issuers) {
        return current().getClientAliases(type, issuers);
    }

    @Override
    public String chooseClientAlias(String[] types, Principal[] issuers, Socket socket) {
        return current().chooseClientAlias(types, issuers, socket);
    }

    @Override
    public String[] getServerAliases(String type, Principal[] issuers) {
        return current().getServerAliases(type, issuers);
    }

    @Override
    public String chooseServerAlias(String type, Principal[] issuers, Socket socket) {
        return current().chooseServerAlias(type, issuers, socket);
    }

    @Override
    public String chooseEngineServerAlias(String type, Principal[] issuers, SSLEngine engine) {
        return current().chooseEngineServerAlias(type, issuers, engine);
    }

    @Override
    public X509Certificate[] getCertificateChain(String alias) {
        return current().getCertificateChain(alias);
    }

    @Override
    public PrivateKey getPrivateKey(String alias) {
        return current().getPrivateKey(alias);
    }
}
