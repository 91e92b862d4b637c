namespace CrossSell.Potential;

/// <summary>Works out the cells of one product after another.</summary>
internal sealed class ProductCells(int customers, ProductCatalog catalog, ProductOwners known, ProgrammeOptions options)
{
    private readonly CustomerGroups _peers = options.Peers ?? options.Segments ?? CustomerGroups.OneOf(customers);
    private readonly CustomerGroups _all = CustomerGroups.OneOf(customers);
    private readonly double _z = Math.Sqrt(2 * Numerics.GammaFunctions.Quantile(options.ConfidenceLevel, 0.5));

    /// <summary>The product among all customers, by seller and by segment.</summary>
    public (ProductGap Gap, ProgrammeCell[] Sellers, ProgrammeCell[] Segments) Of(int product)
    {
        (ProgrammeCell[] whole, double[] deviations) = Cells(product, _all);
        (ProgrammeCell[] sellers, double[] bySeller) = options.Sellers is { } s ? Cells(product, s) : ([], []);
        (ProgrammeCell[] segments, double[] bySegment) = options.Segments is { } g ? Cells(product, g) : ([], []);
        ProductGap gap = options.Expected is not null ? new ProductGap(whole[0], whole[0].Gap, whole[0].GapLower, whole[0].GapUpper, GapBasis.Model)
            : sellers.Length > 1 ? FallingBehind(whole[0], sellers, bySeller, GapBasis.Sellers)
            : segments.Length > 1 ? FallingBehind(whole[0], segments, bySegment, GapBasis.Segments)
            : new ProductGap(whole[0], double.NaN, double.NaN, double.NaN, GapBasis.None);
        return (gap, sellers, segments);
    }

    /// <summary>The expected sum of the gaps above 0, each taken for normal, and its interval.</summary>
    private ProductGap FallingBehind(ProgrammeCell whole, ProgrammeCell[] cells, double[] deviations, GapBasis basis)
    {
        (double sum, double variance) = (0, 0);
        bool isKnown = false;
        for (int i = 0; i < cells.Length; i++)
        {
            (double mean, double deviation) = (cells[i].Gap, deviations[i]);
            if (double.IsNaN(mean))
            {
                continue;
            }

            isKnown = true;
            double z = deviation > 0 ? mean / deviation : mean > 0 ? double.PositiveInfinity : double.NegativeInfinity;
            double above = double.IsInfinity(z) ? (z > 0 ? 1 : 0) : z < 0 ? Tail(-z) : 1 - Tail(z);
            double density = double.IsInfinity(z) ? 0 : Math.Exp(-0.5 * z * z) / Math.Sqrt(2 * Math.PI);
            double part = (mean * above) + (deviation * density);
            sum += part;
            variance += Math.Max(0, (((mean * mean) + (deviation * deviation)) * above) + (mean * deviation * density) - (part * part));
        }

        double reach = _z * Math.Sqrt(variance);
        return isKnown ? new ProductGap(whole, sum, Math.Max(0, sum - reach), sum + reach, basis) : new ProductGap(whole, double.NaN, double.NaN, double.NaN, GapBasis.None);
    }

    private (ProgrammeCell[] Cells, double[] Deviations) Cells(int product, CustomerGroups groups)
    {
        int count = groups.Names.Count;
        int[] could = new int[count];
        int[] owners = new int[count];
        int[] offered = new int[count];
        var counts = new PeerCounts(_peers.Names.Count, count);
        ExpectedBins[]? bins = options.Expected is null ? null : [.. groups.Names.Select(_ => new ExpectedBins())];
        (int owner, int offer) = (0, 0);
        int[] have = known.Owners[product];
        int[] shown = known.Offered?[product] ?? [];
        for (int c = 0; c < customers; c++)
        {
            bool owns = owner < have.Length && have[owner] == c;
            owner += owns ? 1 : 0;
            bool wasOffered = offer < shown.Length && shown[offer] == c;
            offer += wasOffered ? 1 : 0;
            if (!owns && options.CouldHave is { } couldHave && !couldHave(c, product))
            {
                continue;
            }

            int g = groups.Codes[c];
            could[g]++;
            owners[g] += owns ? 1 : 0;
            offered[g] += wasOffered ? 1 : 0;
            if (bins is null)
            {
                counts.Add(_peers.Codes[c], g, owns);
            }
            else
            {
                bins[g].Add(Probability(c, product));
            }
        }

        ShiftedRates?[] expected = bins is null ? counts.Expect(options.Shrinkage) : [.. bins.Select((b, g) => b.With(owners[g]))];
        ShiftedRates[] told = [.. expected.OfType<ShiftedRates>()];
        (double Mean, double Deviation)[] shifts = ShiftPosterior.Of(told, options.PriorDeviation);
        var cells = new ProgrammeCell[count];
        double[] deviations = new double[count];
        int place = 0;
        for (int g = 0; g < count; g++)
        {
            (double, double)? shift = expected[g] is null ? null : shifts[place++];
            (cells[g], deviations[g]) = Cell(product, groups.Names[g], could[g], owners[g], known.Offered is null ? null : offered[g], expected[g], shift);
        }

        return (cells, deviations);
    }

    private (ProgrammeCell Cell, double Deviation) Cell(int product, string group, int could, int owners, int? offered, ShiftedRates? rates, (double Mean, double Deviation)? shift)
    {
        double margin = catalog[product].Margin is { } known ? (double)known : double.NaN;
        if (rates is null || shift is not { } found)
        {
            const double No = double.NaN;
            return (new ProgrammeCell(product, group, could, owners, offered, No, No, No, No, No, No, No, margin), No);
        }

        (double lower, double upper) = rates.ScoreOwners(_z);
        (double level, double slope) = rates.At(found.Mean);
        double low = rates.At(found.Mean - (_z * found.Deviation)).Owners;
        double high = rates.At(found.Mean + (_z * found.Deviation)).Owners;
        double e = rates.Expected;
        return (new ProgrammeCell(product, group, could, owners, offered, e, owners / e, lower / e, upper / e, level, low, high, margin), slope * found.Deviation);
    }

    /// <summary>P(a standard normal number exceeds z), z of 0 or more.</summary>
    private static double Tail(double z) => 0.5 * Numerics.ComplementaryError.Erfc(z / Math.Sqrt(2));

    private double Probability(int customer, int product)
    {
        double p = options.Expected!(customer, product);
        return p >= 0 && p <= 1 ? p : throw new ArgumentException(FormattableString.Invariant(
            $"The expected probability of customer {customer} and product '{catalog[product].Id}' is {p}; it must lie from 0 to 1."), nameof(options));
    }
}
