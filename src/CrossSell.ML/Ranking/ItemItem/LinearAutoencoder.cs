using CrossSell.ML.Numerics;

namespace CrossSell.ML.Ranking;

/// <summary>The weights B with a diagonal of 0 that make X B closest to X under a ridge, in closed form: B(i, j) = -P(i, j) / P(j, j) with P = (X'X + ridge)^-1.</summary>
/// <remarks>Steck 2019, "Embarrassingly shallow autoencoders for sparse data", equation 8; 2020, "Autoencoders that don't overfit towards the identity", section 3.</remarks>
internal sealed class LinearAutoencoder
{
    private readonly PinnedFloats _inverse;
    private readonly int _order;

    private LinearAutoencoder(PinnedFloats inverse, int order, int[] products)
    {
        _inverse = inverse;
        _order = order;
        Products = products;
    }

    /// <summary>The place in the matrix of each product, ascending.</summary>
    public int[] Products { get; }

    /// <summary>The part of (X'X + ridge)^-1 that belongs to one product.</summary>
    public ReadOnlySpan<float> InverseRow(int product) => _inverse.Values.AsSpan(checked(product * _order), Products.Length);

    /// <summary>Solves; the Gram matrix becomes the inverse.</summary>
    /// <param name="gram">X'X, lower triangle, padded as <see cref="SymmetricInverse.Padded"/> says.</param>
    /// <param name="products">The places of the products.</param>
    /// <param name="lambda">What is added to the diagonal, above 0.</param>
    /// <param name="dropout">The share of purchases that training forgets at random, 0 or more and below 1; it adds dropout / (1 - dropout) times the diagonal.</param>
    /// <param name="threads">The most threads.</param>
    /// <param name="cancellationToken">Ends the run.</param>
    /// <exception cref="InvalidOperationException">The ridge is too small for single precision.</exception>
    public static LinearAutoencoder Solve(PinnedFloats gram, int[] products, double lambda, double dropout, int threads, CancellationToken cancellationToken)
    {
        int order = SymmetricInverse.Padded(products.Length);
        for (int i = 0; i < order; i++)
        {
            ref float diagonal = ref gram.Values[checked(i * order) + i];
            diagonal = i < products.Length ? (float)(diagonal * (1 + (dropout / (1 - dropout))) + lambda) : 1;
        }

        int tooSmall = SymmetricInverse.Invert(gram, order, threads, cancellationToken);
        return tooSmall < 0
            ? new LinearAutoencoder(gram, order, products)
            : throw new InvalidOperationException(FormattableString.Invariant(
                $"Lambda {lambda} is too small for these purchases: some products are bought together so exactly that single precision cannot tell them apart. Raise it, or leave it null to have it chosen."));
    }

    /// <summary>B over all products of the matrix; rows and columns of products that took no part are 0.</summary>
    /// <param name="name">The scorer's name.</param>
    /// <param name="productCount">The number of products of the matrix.</param>
    /// <param name="weighting">What an owned product counts.</param>
    public ItemItemScorer ToScorer(string name, int productCount, OwnedWeighting weighting)
    {
        int chosen = Products.Length;
        float[] scale = new float[chosen];
        for (int j = 0; j < chosen; j++)
        {
            scale[j] = -1 / InverseRow(j)[j];
        }

        // Dense rows are faster, and smaller too unless less than half of the square is used.
        if (2L * chosen * chosen >= (long)productCount * productCount)
        {
            float[] weights = new float[checked(productCount * productCount)];
            for (int i = 0; i < chosen; i++)
            {
                Span<float> row = weights.AsSpan(Products[i] * productCount, productCount);
                ReadOnlySpan<float> inverse = InverseRow(i);
                for (int j = 0; j < chosen; j++)
                {
                    row[Products[j]] = j == i ? 0 : inverse[j] * scale[j];
                }
            }

            return ItemItemScorer.Dense(name, productCount, weights, ScoreCombination.Sum, weighting);
        }

        int[] starts = new int[productCount + 1];
        int[] partners = new int[checked(chosen * chosen)];
        float[] values = new float[partners.Length];
        for (int i = 0, at = 0; i < chosen; i++)
        {
            starts[Products[i] + 1] = chosen;
            ReadOnlySpan<float> inverse = InverseRow(i);
            for (int j = 0; j < chosen; j++, at++)
            {
                partners[at] = Products[j];
                values[at] = j == i ? 0 : inverse[j] * scale[j];
            }
        }

        for (int product = 0; product < productCount; product++)
        {
            starts[product + 1] += starts[product];
        }

        return ItemItemScorer.Sparse(name, starts, partners, values, ScoreCombination.Sum, weighting);
    }
}
