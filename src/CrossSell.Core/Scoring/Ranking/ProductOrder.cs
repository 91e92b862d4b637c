using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace CrossSell;

/// <summary>Puts products in the order of their scores, the greatest first; of equal scores the id that is first by code points.</summary>
/// <remarks>Immutable and thread-safe; 4 bytes a product.</remarks>
public sealed class ProductOrder
{
    private const int OnStack = 128;

    private readonly int[] _ranks;

    private ProductOrder(int[] ranks) => _ranks = ranks;

    /// <summary>The order of the products of a matrix. O(n log n).</summary>
    /// <param name="products">Their ids.</param>
    public static ProductOrder Of(IdTable products)
    {
        ArgumentNullException.ThrowIfNull(products);
        int[] places = [.. Enumerable.Range(0, products.Count)];
        Array.Sort(places, (a, b) => products.Utf8(a).SequenceCompareTo(products.Utf8(b)));
        var ranks = new int[places.Length];
        for (int rank = 0; rank < places.Length; rank++)
        {
            ranks[places[rank]] = rank;
        }

        return new ProductOrder(ranks);
    }

    /// <summary>The number of products.</summary>
    public int Count => _ranks.Length;

    /// <summary>Where a product's id stands among all, by code points, from 0: the smaller goes first where scores are equal.</summary>
    /// <param name="product">The product's place.</param>
    /// <exception cref="IndexOutOfRangeException">There is no such product.</exception>
    public int RankOf(int product) => _ranks[product];

    /// <summary>Finds the products with the greatest scores. O(n) and a little for each that is among the best so far; allocates nothing.</summary>
    /// <param name="scores">One a product; what is not a finite number is never taken.</param>
    /// <param name="without">Products that are not taken, such as those that are owned; ascending.</param>
    /// <param name="best">Takes the products, best first.</param>
    /// <param name="offered">For each product whether it may be taken; empty for all.</param>
    /// <returns>How many were found: fewer than there is room for where not so many may be taken.</returns>
    /// <exception cref="ArgumentException"><paramref name="scores"/> or <paramref name="offered"/> has another length than there are products.</exception>
    public unsafe int Top(ReadOnlySpan<float> scores, ReadOnlySpan<int> without, Span<int> best, ReadOnlySpan<bool> offered = default)
    {
        if (scores.Length != Count || (offered.Length != Count && !offered.IsEmpty))
        {
            throw new ArgumentException($"There are {Count} products, {scores.Length} scores and {offered.Length} marks of what is offered; they must be as many.", nameof(scores));
        }

        float[]? rented = best.Length > OnStack ? ArrayPool<float>.Shared.Rent(best.Length) : null;
        Span<float> kept = (rented is null ? stackalloc float[OnStack] : rented)[..best.Length];
        fixed (float* score = scores)
        {
            int found = best.IsEmpty ? 0 : Scan(score, without, best, kept, offered);
            if (rented is not null)
            {
                ArrayPool<float>.Shared.Return(rented);
            }

            return found;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private unsafe int Scan(float* scores, ReadOnlySpan<int> without, Span<int> best, Span<float> kept, ReadOnlySpan<bool> offered)
    {
        int found = 0;
        int product = 0;
        float least = float.MinValue;
        for (; product + Vector256<float>.Count <= Count; product += Vector256<float>.Count)
        {
            uint hits = Vector256.GreaterThanOrEqual(Vector256.Load(scores + product), Vector256.Create(least)).ExtractMostSignificantBits();
            for (; hits != 0; hits &= hits - 1)
            {
                Offer(product + BitOperations.TrailingZeroCount(hits), scores, without, best, kept, offered, ref found);
            }

            least = found == best.Length ? kept[^1] : float.MinValue;
        }

        for (; product < Count; product++)
        {
            Offer(product, scores, without, best, kept, offered, ref found);
        }

        return found;
    }

    private unsafe void Offer(int product, float* scores, ReadOnlySpan<int> without, Span<int> best, Span<float> kept, ReadOnlySpan<bool> offered, ref int found)
    {
        float score = scores[product];
        bool full = found == best.Length;
        if (!float.IsFinite(score) || (full && !IsBefore(score, product, kept[^1], best[^1])) || (!offered.IsEmpty && !offered[product]) || without.BinarySearch(product) >= 0)
        {
            return;
        }

        int at = full ? found - 1 : found++;
        for (; at > 0 && IsBefore(score, product, kept[at - 1], best[at - 1]); at--)
        {
            kept[at] = kept[at - 1];
            best[at] = best[at - 1];
        }

        kept[at] = score;
        best[at] = product;
    }

    private bool IsBefore(float score, int product, float other, int otherProduct) =>
        score > other || (score == other && _ranks[product] < _ranks[otherProduct]);
}
