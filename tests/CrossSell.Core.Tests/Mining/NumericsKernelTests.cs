using CrossSell.Numerics;
using FsCheck;
using FsCheck.Fluent;

namespace CrossSell.Core.Tests.Mining;

/// <summary>Each vector kernel gives what its scalar twin gives.</summary>
public unsafe class NumericsKernelTests
{
    [Fact]
    public void Harvest_finds_the_counters_that_reach_the_threshold_and_clears_all() =>
        Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), Gen.Choose(1, 300).ToArbitrary(), (counts, threshold) =>
        {
            int[] vector = [.. counts.Select(count => (int)count), .. new int[CounterScan.Padding]];
            int[] scalar = [.. vector];
            int[] positions = new int[vector.Length];
            int[] values = new int[vector.Length];
            int[] scalarPositions = new int[vector.Length];
            int[] scalarValues = new int[vector.Length];
            fixed (int* v = vector, s = scalar, p = positions, x = values, sp = scalarPositions, sx = scalarValues)
            {
                int found = CounterScan.Harvest(v, counts.Length, threshold, p, x);
                Assert.Equal(CounterScan.HarvestScalar(s, counts.Length, threshold, sp, sx), found);
                Assert.Equal(scalarPositions[..found], positions[..found]);
                Assert.Equal(scalarValues[..found], values[..found]);
                Assert.All(vector, counter => Assert.Equal(0, counter));
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    [Fact]
    public void Subset_sums_and_counts_by_size_are_those_of_the_scalar_twins() =>
        Prop.ForAll(Gen.Choose(0, SubsetTable.MostItems).ToArbitrary(), Gen.Choose(0, int.MaxValue).ToArbitrary(), (itemCount, seed) =>
        {
            System.Random random = new(seed);
            int[] vector = [.. Enumerable.Range(0, 1 << itemCount).Select(_ => random.Next(4))];
            int[] scalar = [.. vector];
            long[] bySize = new long[SubsetTable.MostItems + 4];
            long[] bySizeScalar = new long[SubsetTable.MostItems + 4];
            fixed (int* v = vector, s = scalar)
            fixed (long* b = bySize, bs = bySizeScalar)
            {
                SubsetTable.SumSupersets(v, itemCount);
                SubsetTable.SumSupersetsScalar(s, itemCount);
                SubsetTable.CountBySize(v, itemCount, 5, b);
                SubsetTable.CountBySizeScalar(s, itemCount, 5, bs);
            }

            Assert.Equal(scalar, vector);
            Assert.Equal(bySizeScalar, bySize);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(200));

    [Fact]
    public void Weighted_and_plain_intersections_agree_with_counting_bit_by_bit() =>
        Prop.ForAll(Gen.Choose(1, 13).ToArbitrary(), Gen.Choose(0, int.MaxValue).ToArbitrary(), (words, seed) =>
        {
            System.Random random = new(seed);
            ulong[] x = [.. Enumerable.Range(0, words).Select(_ => (ulong)random.NextInt64())];
            ulong[] y = [.. Enumerable.Range(0, words).Select(_ => (ulong)random.NextInt64())];
            ulong[] planes = [.. Enumerable.Range(0, 3 * words).Select(_ => (ulong)random.NextInt64())];
            int[] planeWords = [words, random.Next(words + 1), random.Next(words + 1)];
            for (int plane = 0; plane < 3; plane++)
            {
                planes.AsSpan((plane * words) + planeWords[plane], words - planeWords[plane]).Clear();
            }

            ulong[] result = new ulong[words];
            int bits = 0;
            int weight = 0;
            for (int bit = 0; bit < 64 * words; bit++)
            {
                bool both = (x[bit / 64] & y[bit / 64] & 1UL << bit % 64) != 0;
                bits += both ? 1 : 0;
                for (int plane = 0; both && plane < 3; plane++)
                {
                    weight += (planes[plane * words + bit / 64] & 1UL << bit % 64) != 0 ? 1 << plane : 0;
                }
            }

            fixed (ulong* a = x, b = y, r = result, p = planes)
            fixed (int* w = planeWords)
            {
                Assert.Equal(bits, BitRows.And(a, b, r, words));
                Assert.Equal(weight, BitRows.AndWeighted(a, b, r, words, p, w, 3));
            }

            Assert.Equal(x.Zip(y, (left, right) => left & right), result);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(200));

    [Fact]
    public void Radix_sort_is_a_stable_sort_and_sorts_keys_alone_too()
    {
        RadixSort sort = new();
        Prop.ForAll(Gen.Choose(0, 20_000).ToArbitrary(), Gen.Choose(1, 64).ToArbitrary(), Gen.Choose(0, int.MaxValue).ToArbitrary(), (count, bits, seed) =>
        {
            System.Random random = new(seed);
            int low = random.Next(65 - bits);
            ulong[] keys = [.. Enumerable.Range(0, count).Select(_ => (ulong)random.NextInt64() << 1 >> (64 - bits) << low)];
            sort.Reset(count, _ => { });
            keys.CopyTo(sort.Keys);
            sort.Sort();
            Assert.Equal(Enumerable.Range(0, count).OrderBy(value => keys[value]), sort.Values.ToArray());
            Assert.Equal(keys.Order(), sort.Keys.ToArray());
            ulong[] alone = [.. keys];
            sort.SortKeys(alone, _ => { });
            Assert.Equal(keys.Order(), alone);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(30));
    }

    [Fact]
    public void Extracted_bits_are_those_of_the_scalar_twin() =>
        Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), Gen.Choose(0, 64).ToArbitrary(), (seed, density) =>
        {
            System.Random random = new(seed);
            ulong value = ((ulong)random.NextInt64() << 1) | (uint)random.Next(2);
            ulong mask = 0;
            for (int bit = 0; bit < 64; bit++)
            {
                mask |= random.Next(64) < density ? 1UL << bit : 0;
            }

            string chosen = string.Concat(Enumerable.Range(0, 64).Where(bit => (mask >> bit & 1) != 0).Reverse().Select(bit => (value >> bit & 1) != 0 ? '1' : '0'));
            ulong expected = chosen.Length == 0 ? 0 : Convert.ToUInt64(chosen, 2);
            Assert.Equal(expected, BitExtract.Extract(value, mask));
            Assert.Equal(expected, BitExtract.ExtractScalar(value, mask));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(200));
}
