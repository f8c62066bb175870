package dev.vitals.redaction;

import java.math.BigInteger;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;

/**
 * Masks what identifies a person wherever it stands: e-mail addresses, card numbers and IBANs. Numbers count only if
 * their check digits agree, else every long id would be one.
 */
record PersonalData(LatePattern shape, Predicate<String> isOne) implements UnaryOperator<String> {
    /** The last word is that of a public domain: {@code app@db.internal} names an account, not a person. */
    static final PersonalData EMAIL = new PersonalData(
            new LatePattern(
                    "(?<![\\w.+/:@-])[\\w.+-]{1,64}+@(?:[A-Za-z0-9-]{1,63}\\.){1,8}"
                            + "(?!internal\\b|local\\b|localdomain\\b|lan\\b|svc\\b|cluster\\b|corp\\b|home\\b)[A-Za-z]{2,24}\\b(?![.:/]\\w)"),
            address -> true);

    /** Of the widespread issuers: Visa, Mastercard, American Express, Discover. */
    static final PersonalData CARD = new PersonalData(
            new LatePattern(
                    "(?<![\\w.-])(?:4\\d{3}|5[1-5]\\d\\d|2[2-7]\\d\\d|6011|65\\d\\d)(?:[ -]?\\d{4}){3}(?![\\w-])"
                            + "|(?<![\\w.-])3[47]\\d\\d[ -]?\\d{6}[ -]?\\d{5}(?![\\w-])"),
            PersonalData::passesLuhn);

    static final PersonalData IBAN = new PersonalData(
            new LatePattern("\\b[A-Z]{2}\\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?\\b"), PersonalData::isIban);

    private static final BigInteger MODULUS = BigInteger.valueOf(97);

    @Override
    public String apply(String text) {
        return shape.matcher(text)
                .replaceAll(match ->
                        isOne.test(match.group()) ? StandardRedactor.MASK : Matcher.quoteReplacement(match.group()));
    }

    /** ISO/IEC 7812-1, annex B. */
    private static boolean passesLuhn(String number) {
        String digits = number.replaceAll("[ -]", "");
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(digits.length() - 1 - i) - '0';
            int weighed = i % 2 == 0 ? digit : 2 * digit;
            sum += weighed > 9 ? weighed - 9 : weighed;
        }
        return sum % 10 == 0;
    }

    /** ISO 13616: the country and check digits moved to the end, letters as numbers, leave 1 modulo 97. */
    private static boolean isIban(String text) {
        String iban = text.replace(" ", "");
        StringBuilder digits = new StringBuilder();
        (iban.substring(4) + iban.substring(0, 4))
                .chars()
                .forEach(character -> digits.append(Character.digit(character, Character.MAX_RADIX)));
        return new BigInteger(digits.toString()).mod(MODULUS).equals(BigInteger.ONE);
    }
}
