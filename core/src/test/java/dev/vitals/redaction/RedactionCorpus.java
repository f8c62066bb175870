package dev.vitals.redaction;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Texts as servers, drivers, tools and configurations write them. What must go, and no more, is between « and ». In files
 * a line is a text, and ⏎ and ⇥ stand for a line break and a tab.
 */
final class RedactionCorpus {
    private static final String PEM = "MIIEvQIBADANBgkqhkiG9w0BAQEFAASC";

    private RedactionCorpus() {}

    static Stream<String> leaks() {
        return Stream.of(
                        urls(),
                        jdbc(),
                        assignments(),
                        json(),
                        headers(),
                        shapes(),
                        webhooks(),
                        files(),
                        statements(),
                        commands(),
                        people(),
                        file("secrets.txt"))
                .flatMap(lines -> lines);
    }

    /** What nothing gives away but its meaning: it stays, and the documents say so. */
    static Stream<String> secretsThatStay() {
        return file("secrets-that-stay.txt");
    }

    /** What nothing but its meaning tells from a secret: it goes. */
    static Stream<String> wordsThatGo() {
        return file("words-that-go.txt");
    }

    /** Secrets whose names or signs are escaped; each is hunter2. */
    static Stream<String> escaped() {
        return file("escaped.txt");
    }

    private static Stream<String> file(String name) {
        try (InputStream file = Objects.requireNonNull(RedactionCorpus.class.getResourceAsStream(name), name)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> line.replace('⏎', '\n').replace('⇥', '\t'));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<String> urls() {
        return Stream.of(
                "postgres://«app:hunter2»@db.internal:5432/orders",
                "cannot connect to postgres://«app:hun:ter2»@db.internal/orders",
                "redis://«:hunter2»@cache:6379/0",
                "redis://«default:hunter2/with/slashes»@cache:6379",
                "amqp://«app:hunter2@home»@mq/vhost",
                "mongodb://«app:h@unt/er:2»@a.internal:27017,b.internal:27017/orders?replicaSet=rs0",
                "mongodb+srv://«app:hunter2»@cluster0.example.net/",
                "https://«app:hunter2»@api.internal/v1?user=«bob@example.com»",
                "https://«ghostlytoken»@github.example/org/repo.git",
                "https://«bob@corp.example:hunter2»@host/",
                "redis://«app:1234/5678»@cache",
                "smtp://«app:it's-hunter2»@mail",
                "fetch 'ftp://«app:hunter2»@files/x' failed",
                "<https://«app:hunter2»@host/>",
                "[\"amqp://«app:hunter2»@mq\"]",
                "url=http://«app:hunter2»@proxy:3128;timeout=3",
                "HTTPS_PROXY=http://«app:hunter2»@proxy:3128",
                // cut by a server or by us, before the host
                "postgres://«app:hunter2is-cut-he»",
                "dblink('postgres://«app:hunter2»",
                "redis://«:hunter2»",
                "«app:hunter2»@tcp(db.internal:3306)/orders?parseTime=true",
                "«app:hun/ter@2»@tcp(db.internal:3306)/orders",
                "connecting to app:«hunter2»@db.internal:5432");
    }

    private static Stream<String> jdbc() {
        return Stream.of(
                "jdbc:postgresql://db/orders?user=app&password=«hunter2»",
                "jdbc:postgresql://db/orders?user=app&password=«hunter2»&ssl=true&sslpassword=«hunter3»",
                "jdbc:mysql://«app:hunter2»@db:3306/orders",
                "jdbc:mysql://db:3306/orders?user=app&password=«hun,ter;2»&useSSL=true",
                "jdbc:mysql://db/orders?trustCertificateKeyStorePassword=«hunter2»",
                "jdbc:sqlserver://db:1433;databaseName=orders;user=sa;password=«hunter2»;encrypt=true",
                "jdbc:sqlserver://db:1433;user=sa@corp;password=«{hun;ter2}»;encrypt=true",
                "Server=db;Database=orders;User Id=sa;Password=«hunter2»;",
                "Driver={ODBC};Uid=sa;Pwd=«hunter2»;",
                "DefaultEndpointsProtocol=https;AccountName=x;AccountKey=«aHVudGVyMg/+abc==»;EndpointSuffix=core",
                "Endpoint=sb://x.servicebus/;SharedAccessKeyName=root;SharedAccessKey=«aHVudGVyMg==»",
                "jdbc:oracle:thin:«scott/tiger99»@//db:1521/orcl",
                "jdbc:oracle:thin:«scott/ti/ger@99»@db:1521:orcl",
                "jdbc:oracle:oci8:«scott/tiger99»@db",
                "jdbc:oracle:thin:«scott/tiger99»",
                "HikariConfig{jdbcUrl=jdbc:h2:mem:x, username=sa, password=«hunter2», maxPoolSize=10}",
                "Properties: {user=app, password=«hunter2»}");
    }

    private static Stream<String> assignments() {
        return Stream.of(
                "password=«hunter2»",
                "password = «hunter2»",
                "password: «hunter2»",
                "PASSWORD=«hunter2»",
                "DB_PASSWORD_PRODUCTION=«hunter2»",
                "spring.datasource.password=«hunter2»",
                "password=«hun&ter2» user=app",
                "password=«hun'ter\"2»",
                "password=«hunter2»)",
                "password=«(hunter2]»",
                "password=«a,b,c,d»",
                "password='«hunter2 with blanks»' user=app",
                "password=\"«hunter2 with \\\"quotes\\\" inside»\"",
                "password='«it''s hunter2»', user='app'",
                "password='«hunter2 has no end»",
                "password=\"«hunter2 has no end»",
                "login(user=app,password=«hunter2»,retries=3)",
                "Credentials[user=app, secret=«hunter2», roles=[a, b]]",
                "-Ddb.password=«hunter2» -Xmx1g",
                "java -Djavax.net.ssl.keyStorePassword=«changeit99» -jar app.jar",
                "--password=«hunter2» --host=db",
                "--password «hunter2» --host db",
                "--db-password '«hunter2 with blanks»' --host db",
                "[\"mysql\",\"--password\",\"«hunter2»\",\"-h\",\"db\"]",
                "[mysql, --password, «hunter2», -h, db]",
                "redirect=https%3A%2F%2Fx%2F%3Fpassword%3D«hunter2»",
                "Env=[\"DB_PASSWORD=«hunter2»\",\"X=1\"]",
                "Cookie(name=JSESSIONID, value=«0A1B2C3D»)",
                "keytool -list -storepass «changeit99» -keystore x",
                "curl -u «app:hunter2» https://api.internal/",
                "curl --user '«app:hunter2»' https://api.internal/",
                "PGPASSWORD=«hunter2» psql -h db",
                "REDISCLI_AUTH=«hunter2» redis-cli",
                "apiKey=«abc123def456»",
                "api_key: «abc123def456»",
                "API key: «abc123def456», retry later",
                "x.api.key=«abc123def456»",
                "STRIPE_KEY=«abc123def456»",
                "aws_secret_access_key = «wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY»",
                "access_token=«abc123def456»&token_type=bearer",
                "clientSecret=«abc123def456»",
                "client_secret => «abc123def456»",
                "secret_key_base: «abc123def456»",
                "session_id=«abc123def456»",
                "JSESSIONID=«0A1B2C3D4E5F»; Path=/",
                "config[\"db_password\"] = \"«hunter2»\"",
                "params[:password] => \"«hunter2»\"",
                "smtp.pass=«hunter2»",
                "storePass: «hunter2»",
                "jwt=«abc.def.ghi»",
                "otp: «123456»",
                "pin=«4711»",
                "requirepass «hunter2»",
                "masterauth «hunter2»",
                "sentry_dsn=«https://abc123@sentry.internal/1»",
                "tokens=«[abc123def456, ghi789jkl]»",
                "passphrase: «correct horse battery staple»",
                "  - password: «correct horse battery staple»",
                "secret: «|\n  first line of it\n  second line of it»\nuser: app",
                "Caused by: com.acme.LoginException: login with password=«hunter2» failed");
    }

    private static Stream<String> json() {
        return Stream.of(
                "{\"user\":\"app\",\"password\":\"«hunter2»\"}",
                "{\"password\" : \"«hun\\\"ter2»\", \"user\" : \"app\"}",
                "{\n  \"password\":\n    \"«hunter2»\"\n}",
                "{'password': '«hunter2»'}",
                "{\"apiKey\":\"«abc123def456»\",\"n\":1}",
                "{\"Client Secret\":\"«abc123def456»\"}",
                "{\"api key\": \"«abc123def456»\"}",
                "{\"pin\":«4711»,\"n\":1}",
                "{\"tokens\":«[\"abc123def456\",\"ghi789jkl\"]»,\"n\":1}",
                "{\"secret\":«{\"value\":\"hunter2\"}»,\"n\":1}",
                "{\"name\":\"DB_PASSWORD\",\"value\":\"«hunter2»\"}",
                "{\"name\": \"DB_PASSWORD\", \"value\": \"«hunter2 with blanks»\"}",
                "{\"url\":\"redis://«:hunter2»@cache\",\"mail\":\"«bob@example.com»\"}",
                // JSON inside JSON, once, twice and three times
                "{\"body\":\"{\\\"password\\\":\\\"«hunter2»\\\",\\\"n\\\":1}\"}",
                "{\\\\\\\"password\\\\\\\":\\\\\\\"«hunter2»\\\\\\\",\\\\\\\"n\\\\\\\":1}",
                "{\\\\\\\\\\\\\\\"password\\\\\\\\\\\\\\\":\\\\\\\\\\\\\\\"«hunter2»\\\\\\\\\\\\\\\"}",
                "{\\\"password\\\":\\\"«hun\\\\\\\"ter2»\\\",\\\"n\\\":1}",
                "{\\\"name\\\":\\\"DB_PASSWORD\\\",\\\"value\\\":\\\"«hunter2»\\\"}",
                "{\"headers\":{\"Authorization\":\"«Bearer abc123def456»\"}}",
                "{\"cmd\":\"run --password=«hunter2»\"}",
                "{\\\"cmd\\\":\\\"run --password=«hunter2»\\\",\\\"n\\\":1}",
                "\\\\\\\"cmd\\\\\\\":\\\\\\\"run --password=«hunter2»\\\\\\\"");
    }

    private static Stream<String> headers() {
        return Stream.of(
                "Authorization: «Bearer abc123def456»",
                "authorization: «Basic YXBwOmh1bnRlcjI=»",
                "Authorization: «Digest username=\"app\", response=\"6629fae49393a05397450978507c4ef1\"»",
                "Authorization: «AWS4-HMAC-SHA256 Credential=x/20260101, Signature=fe5f80f77d5fa3beca038a248ff027»",
                "Proxy-Authorization: «Negotiate YIIJvwYGKwYBBQUCoIIJ»",
                "Cookie: «theme=dark; JSESSIONID=0A1B2C3D4E5F; remember=\"me forever\"»",
                "Set-Cookie: «sid=0A1B2C3D4E5F; Path=/; HttpOnly»",
                "X-Api-Key: «abc123def456»",
                "X-Auth-User-Thing: «abc 123 def»",
                "X-Amz-Security-Token: «FwoGZXIvYXdzEBYaD»",
                "GET / HTTP/1.1\r\nHost: x\r\nAuthorization: «Bearer abc123def456»\r\nAccept: */*",
                "curl -H 'Authorization: «Bearer abc123def456' https://api.internal»",
                "{Authorization=«[Bearer abc123def456]», Cookie=«[JSESSIONID=0A1B2C3D; theme=dark]»}",
                "sent Bearer «abc123def456» and got 401",
                "sent basic «YXBwOmh1bnRlcjI» and got 401");
    }

    private static Stream<String> shapes() {
        return Stream.of(
                "«eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.dBjftJeZ4CVP-mB92K27uhbUJU1p1r»",
                "token was «eyJhbGciOiJIUzI1NiJ9.eyJzdWIi»",
                "«-----BEGIN PRIVATE KEY-----\n" + PEM + "\n-----END PRIVATE KEY-----»",
                "«-----BEGIN RSA PRIVATE KEY-----\\n" + PEM + "\\n-----END RSA PRIVATE KEY-----»\\n",
                "«-----BEGIN EC PRIVATE KEY-----\n" + PEM + "»",
                "using «AKIAIOSFODNN7EXAMPLE» in eu-west-1",
                "«ASIAIOSFODNN7EXAMPLE»",
                "«ghp_16C7e42F292c6912E7710c838347Ae178B4a»",
                "«github_pat_11ABCDEFG0abcdefghijkl_mnopqrstuvwxyz»",
                "«glpat-abcdefghij1234567890»",
                "«xoxb-123456789012-abcdefGHIJKL»",
                "«sk_live_abcdefghijklmnop»",
                "«sk-abcdefghijklmnop1234567890»",
                "«AIzaSyA1234567890abcdefghijklmnopqrstuvw»",
                "«npm_abcdefghijklmnopqrstuvwxyz0123456789»",
                "«hvs.CAESIJabcdefghijklmnop»",
                "«SG.abcdefghijklmnopqrst.abcdefghijklmnopqrstuvwxyz»",
                "«110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw»",
                "«$2a$10$N9qo8uLOickgx2ZMRZoMyeIjZAgcfl7p92ldGxad68LJZdL17lhWy»",
                "«$argon2id$v=19$m=65536,t=3,p=4$c29tZXNhbHQ$RdescudvJCsgt3ub+b4dWRWJTmaaJObG»",
                "«SCRAM-SHA-256$4096:c2FsdHNhbHQ=$c3RvcmVkS2V5:c2VydmVyS2V5»",
                "rolpassword «md5d41d8cd98f00b204e9800998ecf8427e»");
    }

    private static Stream<String> webhooks() {
        return Stream.of(
                "POST https://hooks.slack.com/services/«T000/B000/XXXXabcd1234» failed with 404",
                "https://discord.com/api/webhooks/«1234567890/abcdefGHIJKL»",
                "https://acme.webhook.office.com/webhookb2/«11111111-2222@3333/IncomingWebhook/4444»",
                "https://ntfy.sh/«my-private-topic»",
                "https://api.telegram.org/bot«110201543:BBHdqTcvCH1vGWJxfSeofSAs»/sendMessage",
                "https://chat.googleapis.com/v1/spaces/«AAAA/messages?key=abc&token=def»",
                "https://chat.internal/hooks/«abcdefghij1234567890»",
                "https://s3.internal/b/o?X-Amz-Credential=«AKIDEXAMPLE/2026»&X-Amz-Signature=«fe5f80f77d5fa3be»",
                "https://x.blob.core/c/b?sv=2020&sig=«abcdEFGH%2B1234%3D»&se=2026",
                "https://app.internal/callback?code=«4/P7q7W91a-oMsCeLvIaQm6bTrgtp7»&state=«xyzABC123»",
                "https://maps.internal/api?key=«abc123def456»&q=x");
    }

    private static Stream<String> files() {
        return Stream.of(
                "<password>«hunter2»</password>",
                "<db:password encrypted=\"no\">«hunter2 with blanks»</db:password>",
                "<password><![CDATA[«hunt<er>2»]]></password>",
                "<user>app</user><password>«hunter2»",
                "<property name=\"password\" value=\"«hunter2»\"/>",
                "<entry key=\"db.password\">«hunter2»</entry>",
                "<property><name>fs.s3a.secret.key</name><value>«hunter2»</value></property>",
                "<arg>--password=«hunter2»</arg>",
                "<token>«hunter2 is cut…»",
                "<dataSource user=\"app\" password=\"«hunter2»\"/>",
                "env:\n  - name: DB_PASSWORD\n    value: «hunter2»\n",
                "spring:\n  datasource:\n    username: app\n    password: «hunter2»\n",
                "secret: «>-\n    first line of it\n\n    second line of it»",
                "Password:\t«hunter2»");
    }

    private static Stream<String> statements() {
        return Stream.of(
                "ERROR: duplicate key value violates unique constraint \"u\" Detail: Key (email)=(«bob@example.com»)"
                        + " already exists.",
                "Key (name)=(«Bob (the) Builder») already exists.",
                "Key (a, b)=(«1234, Bobby»",
                "Duplicate entry '«bob@example.com»' for key 'users.email'",
                "Duplicate entry '«Bob O'Hara»' for key 'users.name'",
                "Failing row contains («1, bob@example.com, (x), null»).",
                "Cannot insert duplicate key. The duplicate key value is («bob@example.com»).",
                "invalid input syntax for type integer: \"«bobby tables»\"",
                "Incorrect integer value: '«bobby tables»' for column 'id' at row 1",
                "create user app with password '«hunter2»'",
                "ALTER ROLE app ENCRYPTED PASSWORD '«hunter2»'",
                "CREATE USER 'app'@'%' IDENTIFIED BY '«hunter2»'",
                "ALTER USER scott IDENTIFIED BY «tiger99»",
                "SET PASSWORD = «PASSWORD('hunter2»')",
                "ACL SETUSER app on >«hunter2» ~* +@all");
    }

    private static Stream<String> commands() {
        return Stream.of(
                "ALTER ROLE app PASSWORD «E'it\\'s hunter2'»",
                "ALTER ROLE app PASSWORD «$$it's hunter2$$» VALID UNTIL 'infinity'",
                "SET PASSWORD FOR 'app'@'%' = '«hunter2»'",
                "AUTH «hunter2»",
                "AUTH «app hunter2»",
                "HELLO 3 AUTH «app hunter2» SETNAME shop",
                "1700000000.1 [0 10.0.0.1:6379] \"AUTH\" «\"app\" \"hunter2\"»",
                "redis-cli -h cache -a «hunter2» ping",
                "redis-cli -a«hunter2» ping",
                "mysql -u app -p«hunter2» orders",
                "mysqldump -uapp -p«hunter2» orders",
                "sshpass -p «hunter2» ssh db",
                "connecting to app:«hunter2»@db.internal",
                "app:«hunter2»@localhost refused",
                "passphrase=«correct horse battery staple»",
                "ssl.key.passphrase: «correct horse battery staple»",
                "ERROR: syntax error at or near \"«bobby»\" at character 31",
                "You have an error in your SQL syntax near '«bobby' tables 7»' at line 1",
                "[SQLITE_ERROR] near \"«bobby»\": syntax error");
    }

    private static Stream<String> people() {
        return Stream.of(
                "mail to «bob.o'hara@example.com» failed".replace("bob.o'hara", "bob.ohara"),
                "user «bob+shop@mail.example.co.uk», order 17",
                "<«bob@example.com»>",
                "card «4111 1111 1111 1111» was refused",
                "card «5500-0000-0000-0004» was refused",
                "card «378282246310005» was refused",
                "account «DE89 3704 0044 0532 0130 00» is closed",
                "account «GB82WEST12345698765432» is closed");
    }

    /** Statements on users' rows: between the marks stand the literals that give way to a question mark. */
    static Stream<String> literals() {
        return Stream.concat(file("literals.txt"), literalsOfTexts());
    }

    private static Stream<String> literalsOfTexts() {
        return Stream.of(
                "select * from users where email = «'bob@example.com'» and name = «'O''Hara'»",
                "INSERT INTO users VALUES (1, «'bob@example.com'», E«'it\\'s bob'», «$x$Bobby's$x$», null)",
                "update users set card = «4111111111111111», n = 12 where id = 7",
                "delete from users where email in («'bob@example.com'»,«'eve@example.com'»)",
                "select a from b where c = «'x;y'» and d = «'z'»; Unknown column 'e' in 'field list'",
                "select * from users where email = «'bob@exam»",
                "select * from users where name = «'it\\' and email = 'bob@example.com' limit 5»",
                "select * from users where path = «'C:\\' and name = 'bob'»",
                "call find_user(«'bob'», «\"Bobby\"»)",
                "update users as u set email = «'bob@example.com'» where u.id = 7",
                "update users u set email = «$$bob@example.com$$»",
                "select \"name\" from \"users\" where name = «\"Bobby\"» and id in («\"a\"», «\"b\"») order by \"id\"",
                "insert into \"users\" (\"id\", \"name\") values (1, «\"Bobby\"»)",
                "bad SQL grammar [select name from users where id = «'7'»]; nested exception: Unknown column 'name'");
    }

    static Stream<String> harmless() {
        return Stream.concat(file("ordinary.txt"), harmlessTexts());
    }

    private static Stream<String> harmlessTexts() {
        return Stream.of(
                "",
                " ",
                "\n",
                "10 of 10 in use, 23 threads waiting",
                "app@db.internal refused",
                "order 4111111111111112, invoice 1234 5678 9012 3456",
                "syntax error at or near \"FROM\"",
                "near \")\": syntax error",
                "redis-cli -h cache -p 6379 --askpass ping",
                "mysql -h db -P 3306 -u app -p",
                "tar -p -a x",
                "größe 5 € – 漢字",
                "10 of 10 in use, 23 threads waiting (limit 0), longest 3.9 s",
                "SELECT pg_terminate_backend(10728);",
                "SELECT pg_drop_replication_slot('standby_1');",
                "SELECT rolname, rolconnlimit FROM pg_roles WHERE rolname = 'app'; SELECT datname, datconnlimit FROM"
                        + " pg_database WHERE datname = 'orders';",
                "GRANT pg_monitor TO \"app\";",
                "GRANT CONNECT ON DATABASE \"orders\" TO \"app\";",
                "ACL SETUSER app +info +slowlog|get",
                "update orders set state=? where id=?",
                "select * from orders where id = 42 limit 10",
                "keyspace: orders",
                "keyspace=orders hits=1200 misses=3",
                "primaryKey=id",
                "primary key: id",
                "partition_key: customer",
                "routing-key=orders.created",
                "monkey: 5",
                "turnkey: yes",
                "token bucket",
                "token bucket empty, 5 waiting",
                "TokenBucket: 10 of 10",
                "tokenCount=5",
                "tokens=128",
                "token_expires_at=2026-01-01",
                "passwordLength: 12",
                "password_file=/run/secrets/db",
                "secretName: db-credentials",
                "compass: north",
                "authentication failed for user",
                "FATAL: password authentication failed for user \"app\"",
                "Access denied for user 'app'@'10.0.0.1' (using password: YES)",
                "WRONGPASS invalid username-password pair or user is disabled.",
                "NOAUTH Authentication required.",
                "AUTH failed: WRONGPASS",
                "ERR AUTH <password> called without any password configured",
                "password=null",
                "password=${DB_PASSWORD}",
                "password=",
                "{\"password\":\"\",\"user\":\"app\"}",
                "{\"password\":null,\"user\":\"app\"}",
                "password=******",
                "basic authentication failed",
                "Basic usage of the bearer token required",
                "session_id=53 blocks session_id=54",
                "java.lang.IllegalStateException: cannot start",
                "org.springframework.security.authentication.BadCredentialsException: Bad credentials",
                "javax.security.auth.login.CredentialExpiredException: credential expired",
                "io.jsonwebtoken.ExpiredJwtException: JWT expired at 2026-01-01T00:00:00Z",
                "com.acme.security.AccessToken: not usable",
                "use <token> to log in",
                "BadCredentialsException: Bad credentials",
                "\tat com.acme.auth.TokenFilter.doFilter(TokenFilter.java:42)",
                "\tat com.acme.Password.check(Password.java:7) ~[app.jar:1.0]",
                "\tat java.base/java.lang.Thread.run(Thread.java:840)",
                "\tat com.acme.Orders$$Lambda$14/0x0000000800066840.run(Unknown Source)",
                "Token::get is called too often",
                "\"http-nio-8080-exec-1\" #31 daemon prio=5 os_prio=0 cpu=12.3ms tid=0x00007f2c nid=0x1a waiting on"
                        + " condition",
                "[GC (Allocation Failure) [PSYoungGen: 65536K->10720K(76288K)] 65536K->12345K(251392K), 0.0101 secs]",
                "[0.012s][info][gc] GC(0) Pause Young (Normal) (G1 Evacuation Pause) 24M->4M(256M) 3.456ms",
                "550e8400-e29b-41d4-a716-446655440000",
                "request 550e8400-e29b-41d4-a716-446655440000 took 2.4 s",
                "da39a3ee5e6b4b0d3255bfef95601890afd80709",
                "/var/lib/orders/uploads/2026/01/file.bin",
                "C:\\Users\\app\\orders\\token.txt",
                "https://payments.internal/health",
                "http://localhost:8080/health?format=text",
                "http://localhost:8080: connection refused",
                "http://[::1]:8080/health",
                "https://registry.internal/@scope/package",
                "https://host:8443/users/bob@example.com",
                "jdbc:postgresql://a.internal:5432,b.internal:5433/orders?targetServerType=primary",
                "jdbc:sqlserver://db:1433;databaseName=orders;encrypt=true",
                "jdbc:oracle:thin:@//db.internal:1521/orders",
                "jdbc:h2:mem:orders",
                "jar:file:/opt/app.jar!/BOOT-INF/lib/x.jar",
                "mongodb://a.internal:27017,b.internal:27017/?replicaSet=rs0",
                "http://${host}:${port}/health",
                "git@github.com:org/repo.git",
                "scp app@host:/var/log/x .",
                "13:37:42.123 [main] INFO  c.e.Orders - started in 1.2 s",
                "load 0.42, 0.37, 0.30; cpu 12 %; heap 52 % after GC (warn 80)",
                "Map<String, List<Token>> tokens",
                "Unrecognized token 'foo': was expecting (JSON String, Number, Array, Object or token 'null')",
                "Unknown column 'foo' in 'field list'",
                "ERROR: relation \"orders\" does not exist Position: 15",
                "lock on key (orders) since 4 m 10 s",
                "pid 10728  app=billing  idle in transaction 4 m 20 s",
                "└─ 10732 app=web   waits 4 m 10 s  transactionid ShareLock",
                "evicted_keys:1000",
                "# Keyspace\ndb0:keys=12,expires=3,avg_ttl=0",
                "maxmemory_policy:noeviction",
                "grüße, 日本, \ud83d\ude00");
    }
}
