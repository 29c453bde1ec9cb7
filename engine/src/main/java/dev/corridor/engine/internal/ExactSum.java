package dev.corridor.engine.internal;

import java.math.BigDecimal;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/// A sum of doubles that is exact, so that its value does not depend on the order of addition and partial
/// sums can be merged; rounded once, when it is read.
///
/// Multiples of 2^-20 below 2^40 are added in one `long`; anything else goes into a fixed-point number of
/// 2,240 bits.
public final class ExactSum {
    private static final double UNIT = 0x1p20;
    private static final double LIMIT = 0x1p40;
    /// Exponent of the lowest bit of the wide number.
    private static final int LOWEST = -1074;

    private static final int LIMBS = 70;
    private static final long MASK = 0xffff_ffffL;

    private long units;
    private long @Nullable [] wide;

    /// What [#units] returns for a number that is no small multiple of 2^-20.
    public static final long NO_UNITS = Long.MIN_VALUE;

    /// @param value finite
    public void add(double value) {
        long whole = units(value);
        if (whole != NO_UNITS) {
            addUnits(whole);
        } else {
            addWide(value);
        }
    }

    /// The number in units of 2^-20, below 2^60 in size, or [#NO_UNITS].
    public static long units(double value) {
        double scaled = value * UNIT;
        long whole = (long) scaled;
        return whole == scaled && Math.abs(value) < LIMIT ? whole : NO_UNITS;
    }

    public void add(ExactSum other) {
        addUnits(other.units);
        if (other.wide != null) {
            long[] limbs = wide();
            for (int i = 0; i < LIMBS; i++) {
                limbs[i] += other.wide[i];
            }
            carry(limbs);
        }
    }

    /// Takes another sum away.
    public void subtract(ExactSum other) {
        ExactSum negative = new ExactSum();
        negative.add(other);
        if (negative.units == Long.MIN_VALUE) {
            negative.addUnits(-1);
        }
        negative.units = -negative.units;
        if (negative.wide != null) {
            for (int i = 0; i < LIMBS; i++) {
                negative.wide[i] = -negative.wide[i];
            }
            carry(negative.wide);
        }
        add(negative);
    }

    /// Adds a number of units of 2^-20.
    public void addUnits(long more) {
        long sum = units + more;
        if (((units ^ sum) & (more ^ sum)) < 0) {
            addWide(((units >> 32) << 32) / UNIT);
            addWide((units & MASK) / UNIT);
            units = more;
        } else {
            units = sum;
        }
    }

    private void addWide(double value) {
        long bits = Double.doubleToLongBits(value);
        int exponent = (int) (bits >>> 52) & 0x7ff;
        long mantissa = bits & 0xf_ffff_ffff_ffffL;
        if (exponent == 0x7ff) {
            throw new IllegalArgumentException("not a finite number: " + value);
        }
        if (exponent > 0) {
            mantissa |= 1L << 52;
            exponent--;
        }
        int limb = exponent >>> 5;
        int shift = exponent & 31;
        long low = (mantissa << shift) & MASK;
        long middle = shift == 0 ? mantissa >>> 32 : (mantissa >>> (32 - shift)) & MASK;
        long high = shift == 0 ? 0 : mantissa >>> (64 - shift);
        long[] limbs = wide();
        if (bits < 0) {
            limbs[limb] -= low;
            limbs[limb + 1] -= middle;
            limbs[limb + 2] -= high;
        } else {
            limbs[limb] += low;
            limbs[limb + 1] += middle;
            limbs[limb + 2] += high;
        }
        carry(limbs);
    }

    private long[] wide() {
        if (wide == null) {
            wide = new long[LIMBS];
        }
        return wide;
    }

    private static void carry(long[] limbs) {
        for (int i = 0; i < LIMBS - 1; i++) {
            limbs[i + 1] += limbs[i] >> 32;
            limbs[i] &= MASK;
        }
    }

    /// The sum, rounded once to the nearest double.
    public double value() {
        return exact().doubleValue();
    }

    /// The sum rounded to a double, divided by n.
    public double mean(long n) {
        return (wide == null && Math.abs(units) < 1L << 53 ? units / UNIT : value()) / n;
    }

    BigDecimal exact() {
        BigDecimal sum = new BigDecimal(BigInteger.valueOf(units)).divide(BigDecimal.valueOf(1 << 20));
        if (wide == null) {
            return sum;
        }
        BigInteger bits = BigInteger.ZERO;
        for (int i = LIMBS - 1; i >= 0; i--) {
            bits = bits.shiftLeft(32).add(BigInteger.valueOf(wide[i]));
        }
        BigDecimal scale = new BigDecimal(BigInteger.TWO.pow(-LOWEST));
        return sum.add(new BigDecimal(bits).divide(scale));
    }

    /// The sum in units of 2^-1074 as a two's-complement number, most significant byte first: equal for equal
    /// sums.
    public byte[] toBytes() {
        BigInteger bits = BigInteger.valueOf(units).shiftLeft(-LOWEST - 20);
        if (wide != null) {
            BigInteger rest = BigInteger.ZERO;
            for (int i = LIMBS - 1; i >= 0; i--) {
                rest = rest.shiftLeft(32).add(BigInteger.valueOf(wide[i]));
            }
            bits = bits.add(rest);
        }
        return bits.toByteArray();
    }

    /// The sum written by [#toBytes].
    public static ExactSum fromBytes(byte[] bytes) {
        if (bytes.length == 0 || bytes.length > LIMBS * 4) {
            throw new IllegalArgumentException("not a sum: " + bytes.length + " bytes");
        }
        BigInteger rest = new BigInteger(bytes);
        ExactSum sum = new ExactSum();
        if (rest.signum() == 0) {
            return sum;
        }
        int shift = -LOWEST - 20;
        if (rest.getLowestSetBit() >= shift && rest.bitLength() < shift + 63) {
            sum.units = rest.shiftRight(shift).longValueExact();
            return sum;
        }
        long[] limbs = sum.wide();
        for (int i = 0; i < LIMBS; i++) {
            limbs[i] = rest.longValue() & MASK;
            rest = rest.shiftRight(32);
        }
        limbs[LIMBS - 1] = (int) limbs[LIMBS - 1];
        return sum;
    }
}
