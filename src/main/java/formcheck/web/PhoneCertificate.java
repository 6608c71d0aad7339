package formcheck.web;

import formcheck.session.DataFolder;
import formcheck.session.StoreException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.TBSCertificate;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.asn1.x509.V3TBSCertificateGenerator;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Key (EC, P-256) and certificate of the server for the phone. FormCheck makes and signs them itself, for the addresses of this machine
 * and for nothing else: it is no authority. The file is readable by its owner alone.
 */
final class PhoneCertificate {
    private static final Logger LOG = LoggerFactory.getLogger(PhoneCertificate.class);

    static final String FILE = "phone-certificate.p12";

    /** A PKCS #12 file needs a password. The rights of the file protect it. */
    static final String PASSWORD = "formcheck";

    private static final String NAME = "FormCheck on this computer";
    private static final String ALIAS = "formcheck";
    private static final long LARGEST_FILE = 64 * 1024;
    private static final int SERIAL_BITS = 127;
    private static final int IP_ADDRESS = 7;

    /** Browsers refuse certificates that are valid for more than 398 days. */
    private static final Duration VALID = Duration.ofDays(397);

    /** A certificate that ends sooner is replaced. */
    private static final Duration LEAST_LEFT = Duration.ofDays(30);

    /** The clock of a phone may be behind. */
    private static final Duration BEFORE = Duration.ofDays(1);

    private final KeyStore keys;
    private final X509Certificate certificate;

    private PhoneCertificate(KeyStore keys, X509Certificate certificate) {
        this.keys = keys;
        this.certificate = certificate;
    }

    /**
     * Returns the certificate of a folder if it is valid for these addresses. Otherwise makes another one and stores it there.
     *
     * @param folder empty if nothing is stored
     * @throws IOException if it cannot be made; one that cannot be stored is valid until FormCheck ends
     */
    static PhoneCertificate of(Optional<Path> folder, List<InetAddress> addresses) throws IOException {
        return of(folder, addresses, Clock.systemUTC());
    }

    static PhoneCertificate of(Optional<Path> folder, List<InetAddress> addresses, Clock clock) throws IOException {
        Optional<PhoneCertificate> stored = folder.flatMap(in -> read(in.resolve(FILE)));
        if (stored.filter(known -> known.isFor(addresses, clock.instant())).isPresent()) {
            return stored.get();
        }
        try {
            PhoneCertificate made = make(addresses, clock.instant());
            if (folder.isPresent()) {
                made.store(folder.get());
            }
            return made;
        } catch (GeneralSecurityException e) {
            throw new IOException("No certificate can be made: " + e.getMessage(), e);
        }
    }

    private static Optional<PhoneCertificate> read(Path file) {
        try {
            if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                    || Files.size(file) > LARGEST_FILE
                    || othersMayRead(file)) {
                return Optional.empty();
            }
            KeyStore keys = KeyStore.getInstance("PKCS12");
            keys.load(new ByteArrayInputStream(Files.readAllBytes(file)), PASSWORD.toCharArray());
            return keys.getKey(ALIAS, PASSWORD.toCharArray()) instanceof PrivateKey
                            && keys.getCertificate(ALIAS) instanceof X509Certificate certificate
                    ? Optional.of(new PhoneCertificate(keys, certificate))
                    : Optional.empty();
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            LOG.debug("{} is replaced: {}", file, e.getMessage());
            return Optional.empty();
        }
    }

    private static boolean othersMayRead(Path file) throws IOException {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix")
                && !Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE)
                        .containsAll(Files.getPosixFilePermissions(file, LinkOption.NOFOLLOW_LINKS));
    }

    private boolean isFor(List<InetAddress> addresses, Instant now) {
        try {
            Set<String> named = new HashSet<>();
            for (List<?> name : certificate.getSubjectAlternativeNames()) {
                if (Integer.valueOf(IP_ADDRESS).equals(name.get(0))) {
                    named.add(String.valueOf(name.get(1)));
                }
            }
            return named.containsAll(
                            addresses.stream().map(InetAddress::getHostAddress).toList())
                    && certificate.getNotBefore().toInstant().isBefore(now)
                    && certificate.getNotAfter().toInstant().isAfter(now.plus(LEAST_LEFT));
        } catch (GeneralSecurityException | RuntimeException e) {
            return false; // not one of ours
        }
    }

    private static PhoneCertificate make(List<InetAddress> addresses, Instant now)
            throws GeneralSecurityException, IOException {
        SecureRandom random = new SecureRandom();
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"), random);
        KeyPair pair = generator.generateKeyPair();
        AlgorithmIdentifier algorithm = new AlgorithmIdentifier(X9ObjectIdentifiers.ecdsa_with_SHA256);
        X500Name name = new X500Name("CN=" + NAME);
        V3TBSCertificateGenerator parts = new V3TBSCertificateGenerator();
        parts.setSerialNumber(new ASN1Integer(new BigInteger(SERIAL_BITS, random).add(BigInteger.ONE)));
        parts.setSignature(algorithm);
        parts.setIssuer(name);
        parts.setSubject(name);
        parts.setStartDate(new Time(Date.from(now.minus(BEFORE))));
        parts.setEndDate(new Time(Date.from(now.minus(BEFORE).plus(VALID))));
        parts.setSubjectPublicKeyInfo(
                SubjectPublicKeyInfo.getInstance(pair.getPublic().getEncoded()));
        ExtensionsGenerator extensions = new ExtensionsGenerator();
        extensions.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
        extensions.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
        extensions.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
        extensions.addExtension(
                Extension.subjectAlternativeName,
                false,
                new GeneralNames(addresses.stream()
                        .map(address -> new GeneralName(GeneralName.iPAddress, address.getHostAddress()))
                        .toArray(GeneralName[]::new)));
        parts.setExtensions(extensions.generate());
        TBSCertificate content = parts.generateTBSCertificate();
        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(pair.getPrivate(), random);
        signature.update(content.getEncoded("DER"));
        byte[] whole = new DERSequence(new ASN1Encodable[] {content, algorithm, new DERBitString(signature.sign())})
                .getEncoded("DER");
        X509Certificate certificate = (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(whole));
        KeyStore keys = KeyStore.getInstance("PKCS12");
        keys.load(null, null);
        keys.setKeyEntry(ALIAS, pair.getPrivate(), PASSWORD.toCharArray(), new Certificate[] {certificate});
        return new PhoneCertificate(keys, certificate);
    }

    private void store(Path folder) throws GeneralSecurityException {
        Path part = folder.resolve(FILE + ".part");
        try {
            DataFolder.prepare(folder);
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            keys.store(bytes, PASSWORD.toCharArray());
            Files.deleteIfExists(part); // left by a killed process
            DataFolder.createPrivate(part);
            Files.write(part, bytes.toByteArray());
            Files.move(part, folder.resolve(FILE), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException | StoreException e) {
            LOG.debug("the certificate for the phone is valid until FormCheck ends: {}", e.getMessage());
        }
    }

    KeyStore keys() {
        return keys;
    }

    X509Certificate certificate() {
        return certificate;
    }

    /** Returns the SHA-256 fingerprint as browsers show it: {@code AB:CD:...}. */
    String fingerprint() {
        try {
            return HexFormat.ofDelimiter(":")
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()))
                    .toUpperCase(Locale.ROOT);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has SHA-256, and the certificate was just read", e);
        }
    }
}
