package dev.vitals.redaction;

import static dev.vitals.redaction.StandardRedactor.MASK;

import java.util.List;

/**
 * What {@link StandardRedactor} masks, in order: what is secret by its own shape first, then what is by its place, then
 * what is by its name.
 */
final class RedactionRules {
    /** What may stand between a name and its sign: the end of its quotes, escaped or not, or of its brackets. */
    private static final String CLOSED = "(?:\\\\{0,15}[\"'\\])]){0,2}[ \\t]{0,4}";

    /** What assigns a value; not {@code ::} and not the colon of a URL; also as it stands in a URL. */
    private static final String SIGN = "(?:=>|:=|==?|%3[dD]|:(?!:|//))";

    /** The characters of a quote, escaped or not, or none. */
    private static final String QUOTE = "\\\\{0,15}[\"']?";

    private static final String NAME = "([\\w.$-]{1,80}+)";

    static final List<RedactionRule> ALL = List.of(
            // Keys and certificates in PEM form, cut ones as well.
            RedactionRule.of(
                    "-----begin",
                    "(?i)-----BEGIN [A-Z0-9 ]{1,40}-----[\\s\\S]*?(?:-----END [A-Z0-9 ]{1,40}-----|\\z)",
                    MASK),
            // JSON web tokens: each starts with {" in base64.
            RedactionRule.of("eyj", "\\beyJ[\\w-]{8,}+(?:\\.[\\w-]*+){0,4}", MASK),
            // Tokens that their issuers marked, so that they can be found.
            RedactionRule.of(
                    "akia asia ghp_ gho_ ghu_ ghs_ ghr_ github_pat_ xox xapp- aiza gocspx ya29.",
                    "\\b(?:(?:AKIA|ASIA)[A-Z0-9]{16}\\b|gh[opusr]_\\w{20,}|github_pat_\\w{20,}|xox[a-z]-[\\w-]{8,}"
                            + "|xapp-[\\w-]{8,}|AIza[\\w-]{30,}|GOCSPX-[\\w-]{20,}|ya29\\.[\\w.-]{20,})",
                    MASK),
            RedactionRule.of(
                    "gl sk rk_ whsec_ npm_ pypi- hv sg. dckr_pat_ hf_ dapi do shp atatt nrak age-secret pscale_ pmak- lin_api_"
                            + " eaac figd_ ntn_ sntry tfp_",
                    "\\b(?:gl(?:pat|ptt|dt|rt|cbt|agent|ft|oas|sa|c)[-_][\\w=+/.-]{15,}|[sr]k_(?:live|test)_\\w{8,}"
                            + "|sk-[\\w-]{16,}|SK[0-9a-f]{32}|whsec_[\\w+/=]{16,}|npm_\\w{30,}|pypi-[\\w-]{16,}"
                            + "|hv[sbr]\\.[\\w-]{10,}|SG\\.[\\w-]{16,}\\.[\\w-]{16,}|dckr_pat_[\\w-]{20,}|hf_\\w{30,}"
                            + "|dapi[0-9a-f]{32}|do[opr]_v1_[0-9a-f]{32,}|shp(?:at|ca|pa|ss)_[0-9a-fA-F]{32}"
                            + "|ATATT3[\\w=-]{20,}|NRAK-[A-Z0-9]{20,}|AGE-SECRET-KEY-1[A-Z0-9]{20,}"
                            + "|pscale_(?:pw|tkn|oauth)_[\\w.=-]{20,}|PMAK-[0-9a-f]{24}-[0-9a-f]{34}|lin_api_\\w{30,}|EAAC\\w{30,}"
                            + "|figd_[\\w-]{30,}|ntn_\\w{30,}|sntry[su]_[\\w+/=-]{20,}|tfp_[\\w-]{30,})",
                    MASK),
            // Telegram's bot tokens.
            RedactionRule.of(":aa", "\\b\\d{8,12}:AA[\\w-]{30,}", MASK),
            // Passwords as they are stored: bcrypt, argon2, crypt, SCRAM, PostgreSQL's MD5.
            RedactionRule.of(
                    "$2 $argon2 $1$ $5$ $6$ $y$ scram-sha- md5",
                    "\\$2[abxy]?\\$\\d\\d\\$[./\\w]{31,60}|\\$argon2(?:id|i|d)\\$[^\\s\"';]{10,}"
                            + "|\\$[156y]\\$[./\\w$=,-]{20,}|SCRAM-SHA-\\d{1,3}\\$\\d+:[\\w+/=]+\\$[\\w+/=:]+"
                            + "|\\bmd5[0-9a-f]{32}\\b",
                    MASK),
            // scheme://user:password@host
            RedactionRule.of("://", new UrlCredentials()),
            // jdbc:oracle:thin:user/password@host, and user:password@tcp(host) as Go's drivers have it
            RedactionRule.of(
                    "jdbc:oracle:",
                    "(?i)(jdbc:oracle:\\w{1,10}:)(?!@)(?!\\[redacted])[^\\s/@\"']{1,128}/(?:[^\\s']*(?=@)|[^\\s\"'@]*)",
                    "$1" + MASK),
            RedactionRule.of("@", "(?<![^\\s\"'=(,>])(\\w{1,64}+/)[^\\s/@\"'\\[]{3,128}(?=@//)", "$1" + MASK),
            RedactionRule.of(
                    "sqlplus", "(?i)(\\bsqlplus\\s[^\\n;|&]{0,100}?\\b\\w{1,64}/)(?!\\[)[^\\s@\"']+", "$1" + MASK),
            RedactionRule.of(
                    "@tcp( @udp( @unix(",
                    "(?<![^\\s\"'=(,])[^\\s\"'/:]{1,128}:[^\\s\"]{1,500}@(tcp|udp|unix)\\(",
                    MASK + "@$1("),
            // user:password@host without a scheme
            RedactionRule.of(
                    "@",
                    "(?<![\\w.:-])(?<!(?<!/)/)(?<!://)([\\w.-]{1,64}+:)[^\\s:@/\"'\\[]{3,200}+(@[A-Za-z0-9][\\w.-]{0,252}+)(?!@)",
                    "$1" + MASK + "$2"),
            // Webhooks: the address is all it takes to post.
            RedactionRule.of(
                    "hooks. webhook ntfy.sh telegram chat.googleapis hc-ping events.pagerduty maker.ifttt /hook",
                    "(?i)(https?://(?:hooks\\.slack\\.com/\\w{1,20}|(?:\\w{1,20}\\.)?discord(?:app)?\\.com/api/(?:v\\d+/)?webhooks"
                            + "|[\\w.-]{1,60}\\.office(?:365)?\\.com/webhook\\w{0,4}|ntfy\\.sh|hc-ping\\.com|maker\\.ifttt\\.com"
                            + "|chat\\.googleapis\\.com/v1/spaces|hooks\\.zapier\\.com/hooks|events\\.pagerduty\\.com/integration"
                            + "|[\\w.:/-]{1,253}/hooks?(?=/[\\w/-]{16}))/)[^\\s\"'<>\\\\]+",
                    "$1" + MASK),
            RedactionRule.of("/bot", "(/bot)\\d{6,12}:[\\w-]+", "$1" + MASK),
            // Parameters that sign a URL or carry a login's code.
            RedactionRule.of(
                    "?sig &sig code= state= key= hmac= ?x- &x- awsaccesskeyid nonce=",
                    "(?i)([?&](?:sig|signature|code|state(?!=[a-z]{1,12}(?:[&#\\s]|\\z))|key|hmac|nonce|awsaccesskeyid|x-(?:amz|goog)-[a-z-]{1,40})=)"
                            + "(?!\\d{1,3}(?:[&#\\s]|\\z))[^\\s&\"'<>#\\\\]+",
                    "$1" + MASK),
            // HTTP headers, to the end of the line: a cookie has blanks and quotes.
            RedactionRule.of(
                    "authorization cookie x-",
                    NamedSecrets.lineAfter("(?i)(?<![\\w-])(?:(?:proxy-)?authorization|(?:set-)?cookie2?"
                            + "|x-(?:api|auth|access|csrf|xsrf|vault|session|amz-security)[\\w-]{0,40})[ \\t]{0,4}:"
                            + "(?=[ \\t]{0,4}[^\\s\"'\\\\])")),
            // "Bearer …" and "Basic …" elsewhere; what follows must not look like a word of prose.
            RedactionRule.of(
                    "bearer basic",
                    "\\b((?i:bearer|basic)\\s{1,4})(?=[\\w+/.~-]{0,400}?(?:[\\d=]|[a-z][A-Z]))[\\w+/=.~-]{6,}",
                    "$1" + MASK),
            // <password>…</password>, <entry key="password">…</entry>, <name>password</name><value>…</value>
            RedactionRule.of("<", NamedSecrets.elementAfter("<([\\w:.-]{1,80}+)(?:\\s[^<>]{0,300})?>")),
            RedactionRule.of(
                    "=",
                    NamedSecrets.elementAfter(
                            "<[\\w:.-]{1,80}+\\s[^<>]{0,200}?\\b(?:key|name)\\s{0,2}=\\s{0,2}\\\\{0,15}[\"']"
                                    + "([\\w.-]{1,80}+)\\\\{0,15}[\"'][^<>]{0,200}>(?:\\s{0,40}<value>)?+")),
            RedactionRule.of("<name>", NamedSecrets.elementAfter("(?i)<name>([\\w.-]{1,80}+)</name>\\s{0,40}<value>")),
            // {"name": "DB_PASSWORD", "value": "…"}, as JSON, YAML or attributes
            RedactionRule.of(
                    "value",
                    NamedSecrets.valueAfter("(?i)\\b(?:name|key|property)" + QUOTE + "\\s{0,4}[:=]\\s{0,4}" + QUOTE
                            + NAME + QUOTE + "(?:\\s|\\\\{1,15}n){0,40}[,;]?\\s{0,40}" + QUOTE + "value" + QUOTE
                            + "\\s{0,4}[:=]")),
            // password: correct horse battery staple
            RedactionRule.of(
                    "pass pwd secret cred",
                    NamedSecrets.wordsAfter(
                            "(?im)(?:^|[(\"'=]|\\\\n)[ \\t]{0,40}(?:- )?([\\w.-]{0,60}(?:pass|pwd|secret|cred)[\\w.-]{0,60}+):"
                                    + "(?=[ \\t]{1,10}[^\\s\"'\\[{])")),
            // passphrase=correct horse battery staple
            RedactionRule.of(
                    "passphrase mnemonic",
                    NamedSecrets.wordsAfter(
                            "(?i)([\\w.-]{0,60}(?:passphrase|mnemonic)[\\w.-]{0,20}+)[ \\t]{0,4}(?:=|:)(?=[ \\t]{0,4}[^\\s\"'\\[{$])")),
            // name=value, name: value, "name":"value", also escaped as JSON inside JSON, -Dname=value, --name=value
            RedactionRule.of(
                    "pass pwd secret token cred auth cookie session key jwt otp pin salt sas sig csrf xsrf bearer dsn"
                            + " webhook pw passe wort wacht contras assertion saml verifier mnemonic",
                    NamedSecrets.valueAfter(NAME + CLOSED + SIGN)),
            // API key: value
            RedactionRule.of(
                    "key",
                    NamedSecrets.valueAfter(
                            "(?i)\\b((?:api|access|private|secret|signing|encryption|master|account|licen[cs]e"
                                    + "|storage|shared|service) key)" + CLOSED + SIGN)),
            // --name value, -name value, and as a list of arguments
            RedactionRule.of(
                    "-",
                    NamedSecrets.valueAfter("(?<![\\w-])--?([A-Za-z][\\w.-]{1,60}+)(?:[ \\t]{1,4}|" + QUOTE
                            + ",[ \\t]{0,4})(?=[^\\s-])")),
            RedactionRule.of(
                    "-u --user",
                    "((?<![\\w-])(?:-u|--user|--proxy-user)[ =]{1,4}[\"']?)[^\\s:\"']{1,128}:[^\\s\"']+",
                    "$1" + MASK),
            // password abc123 was refused: prose, when the word is none
            RedactionRule.of(
                    "passw token key",
                    "(?i)(\\b(?:password|passwd|token|api[ _-]?key)(?: is| was)? \\\\{0,15}[\"']?)(?!(?:scram|sha|md5|caching|bcrypt|argon)[\\w-]*)"
                            + "(?=[^\\s.,;:/()=\\[\\]\"']{0,100}\\d)(?=[^\\s\\d.,;:/()=\\[\\]\"']{0,100}[a-z])[\\w!@#$%^&*+-]{6,200}+(?![\\w(:/=]|\\.\\w)",
                    "$1" + MASK),
            // requirepass value, in Redis's own configuration
            RedactionRule.of(
                    "requirepass masterauth",
                    NamedSecrets.valueAfter(
                            "(?i)\\b(?:requirepass|masterauth)[ \\t]{1,4}(?=\\S)(?!(?:in|of|on|to|is|and|or|from|with|for)\\s)")),
            // mysql -psecret, redis-cli -a secret, sshpass -p secret, docker login -p secret: letters that mean a
            // password to these programs only
            RedactionRule.of(
                    "mysql maria redis- valkey- sshpass login mongo ldap sqlcmd curl zip 7z smb",
                    NamedSecrets.valueAfter(
                            "\\b(?i:(?:mysql[a-z]{0,10}|mariadb[a-z-]{0,12}|sshpass)\\b[^\\n;|&]{0,300}?\\s[\"']?(?-i:-p)"
                                    + "|(?:redis|valkey)-(?:cli|benchmark)\\b[^\\n;|&]{0,300}?\\s[\"']?(?-i:-a)[ \\t]{0,4}"
                                    + "|(?:sshpass|(?:docker|podman|helm registry)[ \\t]{1,4}login|mongo[a-z]{0,8})\\b[^\\n;|&]{0,300}?\\s(?-i:-p)[ \\t]{1,4}"
                                    + "|ldap[a-z]{1,12}\\b[^\\n;|&]{0,300}?\\s(?-i:-w)[ \\t]{1,4}|sqlcmd\\b[^\\n;|&]{0,300}?\\s(?-i:-P)[ \\t]{0,4}"
                                    + "|(?:un)?zip\\b[^\\n;|&]{0,300}?\\s(?-i:-P)[ \\t]{0,4}|7z[ar]?\\b[^\\n;|&]{0,300}?\\s(?-i:-p)"
                                    + "|smb[a-z]{1,12}\\b[^\\n;|&]{0,300}?\\s(?-i:-U)[ \\t]{0,4}[^\\s%]{1,128}%"
                                    + "|curl\\b[^\\n;|&]{0,300}?\\s(?:(?-i:-b)|--cookie)[ \\t]{1,4})(?=[^\\s-])")),
            // net use \\server\share [secret] /user:name [secret]
            RedactionRule.of(
                    "/user:",
                    NamedSecrets.valueAfter("(?i)\\bnet[ \\t]{1,4}use\\s[^\\n;|&]{0,300}?(?:/user:\\S{1,128}[ \\t]{1,4}"
                            + "|\\\\\\\\\\S{1,200}[ \\t]{1,4}(?=[^\\s/*]\\S{0,127}[ \\t]{1,4}/user:))(?=[^\\s-])")),
            // AUTH user secret and HELLO 3 AUTH user secret, as Redis's clients and logs have it
            RedactionRule.of(
                    "auth",
                    "((?<![\\w-])\\\\{0,15}\"?AUTH2?(?:\\\\{0,15}\"?,[ \\t]{0,4}|\\\\{0,15}\"?[ \\t]{1,4}|\\())(?!<|(?i:failed|error|required)\\b|\\[redacted])(?:\"[^\"\\r\\n]{1,200}\"|[^\\s:]{1,200})(?:[ \\t]{1,4}(?:\"[^\"\\r\\n]{1,200}\"|[^\\s:]{1,200}?))?"
                            + "(?=[ \\t]{0,4}(?:[\\r\\n,;)\\]]|[\"'][ \\t]{1,4}[A-Za-z]|\\.(?:\\s|\\z)|\\z|\"?SETNAME))",
                    "$1" + MASK),
            // create user … password '…', identified by '…', also as E'…' and $$…$$; and in Redis, acl setuser … >…
            RedactionRule.of(
                    "password",
                    "(?i)(\\bpassword\\s{1,4})(?:e(?='(?:[^'\\\\]|\\\\.|'')*'))?(?:(?<=e)'(?:[^'\\\\]|\\\\.|''){0,500}+'|(\\$\\w{0,20}\\$)[\\s\\S]{0,500}?(?:\\2|\\z))",
                    "$1" + MASK),
            RedactionRule.of(
                    "password identified",
                    NamedSecrets.valueAfter(
                            "(?i)\\b(?:password|identified\\s{1,4}(?:(?:with|via)\\s{1,4}\\S{1,60}\\s{1,4})?(?:by|as|using)"
                                    + "(?:\\s{1,4}password)?)(?:\\s{1,4}|\\s{0,4}\\(\\s{0,4})(?=[\"'])")),
            RedactionRule.of(
                    "set password",
                    NamedSecrets.valueAfter(
                            "(?i)\\bset\\s{1,4}password\\s{1,4}for\\s[^=;]{1,200}?=\\s{0,4}(?:password\\s{0,4}\\()?(?=[\"'])")),
            RedactionRule.of(
                    "identified",
                    NamedSecrets.valueAfter(
                            "(?i)\\b(?:user|grant)\\s[^;]{1,300}?\\bidentified\\s{1,4}by\\s{1,4}(?!random\\s)(?:values\\s{1,4})?(?=[^\\s\"'])")),
            RedactionRule.of(
                    "identified",
                    NamedSecrets.valueAfter("(?i)\\bidentified\\s[^;]{1,300}?\\breplace\\s{1,4}(?=[\"'])")),
            // pragma key = '…' and attach … key '…', as encrypted SQLite has them
            RedactionRule.of(
                    "pragma attach",
                    NamedSecrets.valueAfter(
                            "(?i)\\b(?:pragma\\s{1,4}(?:\\w{1,60}\\.)?(?:hex|re|hexre)?key\\s{0,4}[=(]\\s{0,4}|attach\\s[^;]{1,300}?\\skey\\s{1,4})(?=[\"'])")),
            RedactionRule.of(
                    "user",
                    "(?i)(\\b(?:setuser\\s{1,4}\\S{1,128}|user\\s{1,4}\\S{1,128}\\s{1,4}(?:on|off))\\s[^\\r\\n]{0,1000}?(?<=\\s)[<>#!])(?!\\[redacted])[^\\s\"'=]\\S*",
                    "$1" + MASK),
            // What servers quote of the rows and values they refuse.
            RedactionRule.of(
                    "key (",
                    "(\\bKey \\([^()]{1,500}\\)=\\()(?!\\d{1,7}\\))(?:[^\\r\\n]{0,1000}?(?=\\) (?:already|is not|is still|conflicts))|[^)\\r\\n]*)",
                    "$1" + MASK),
            RedactionRule.of(
                    "failing row",
                    "(\\bFailing row contains \\()(?:[^\\r\\n]{0,1000}?(?=\\)\\.?\\s{0,4}(?:[\\r\\n]|\\z))|[^\\r\\n]*)",
                    "$1" + MASK),
            RedactionRule.of(
                    "duplicate entry",
                    "(\\bDuplicate entry ')(?!\\d{1,7}')(?:[^\\r\\n]{0,1000}?(?=' for key)|[^'\\r\\n]*)",
                    "$1" + MASK),
            RedactionRule.of(
                    "duplicate key value is", "(\\bduplicate key value is \\()(?!\\d{1,7}\\))[^)\\r\\n]*", "$1" + MASK),
            RedactionRule.of(
                    "invalid input incorrect",
                    "(?i)(\\binvalid input (?:syntax|value) for [^:\\r\\n]{1,100}: \\\\{0,15}\"|\\bincorrect [\\w ]{1,40} value: ')[^\\r\\n]*?(?=\\\\{0,15}[\"'](?:[\\s,;.)\"\\\\]|\\z)|\\z|[\\r\\n])",
                    "$1" + MASK),
            RedactionRule.of(
                    "truncated value",
                    "(\\bTruncated value: ')[^\\r\\n]*?(?='(?:[\\s,;.)]|\\z)|\\z|[\\r\\n])",
                    "$1" + MASK),
            // What parsers quote of a statement near its error, unless that is a word of SQL.
            RedactionRule.of("near '", "(\\bnear ')[^\\r\\n]*?(?=' at line \\d|\\z|[\\r\\n])", "$1" + MASK),
            RedactionRule.of(
                    "near",
                    "(?i)(\\bnear \\\\{0,15}(?:(?<q>[\"'])))(?!(?:select|from|where|and|or|not|insert|into|values|update|set|delete|order"
                            + "|group|by|limit|offset|join|on|as|create|table|in|is|null|end of input|[^\\w\\s\"']{1,3})?\\k<q>)"
                            + "[^\\r\\n]*?(?=\\\\{0,15}\\k<q>(?:[\\s,;:.)]|\\z)|\\z|[\\r\\n])",
                    "$1" + MASK),
            // The literals of statements.
            RedactionRule.of("from into update call select exec", new SqlLiterals()),
            // People.
            RedactionRule.of("@", PersonalData.EMAIL),
            RedactionRule.of("4 5 2 6 3", PersonalData.CARD),
            RedactionRule.of("0 1 2 3 4 5 6 7 8 9", PersonalData.IBAN));

    private RedactionRules() {}
}
