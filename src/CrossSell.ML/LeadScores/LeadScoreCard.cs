using System.Globalization;
using CrossSell.ML.LeadScores;

namespace CrossSell.ML;

/// <summary>A points card: a few criteria, whole points for each answer, and what a sum of points says.</summary>
/// <remarks>Immutable and thread-safe. <see cref="LeadScoreTrainer"/> makes one.</remarks>
public sealed class LeadScoreCard : IPropensityModel
{
    private readonly CriterionClasses[] _classes;
    private readonly CardTerm[] _terms;
    private readonly int[][] _points;
    private readonly double[] _probabilities;

    internal LeadScoreCard(
        CriterionClasses[] classes, CardTerm[] terms, int[][] points, LeadCriterion[] criteria, LeadGrid[] grids, double[] probabilities, IReadOnlyList<LeadScoreBand> bands, LeadScoreQuality quality, double baseRate)
    {
        _classes = classes;
        _terms = terms;
        _points = points;
        _probabilities = probabilities;
        Criteria = criteria;
        Grids = grids;
        Bands = bands;
        Quality = quality;
        BaseRate = baseRate;
    }

    /// <summary>The criteria that have points of their own, the weightiest first.</summary>
    public IReadOnlyList<LeadCriterion> Criteria { get; }

    /// <summary>Pairs of criteria whose answers are worth points together, the weightiest first; often none. A criterion may stand in two of them.</summary>
    public IReadOnlyList<LeadGrid> Grids { get; }

    /// <summary>What sums of points say, the highest first; together they hold every sum from 0 to <see cref="MostPoints"/>.</summary>
    public IReadOnlyList<LeadScoreBand> Bands { get; }

    /// <summary>How well the card does on customers whom it was not made from.</summary>
    public LeadScoreQuality Quality { get; }

    /// <summary>The greatest sum of points.</summary>
    public int MostPoints => _probabilities.Length - 1;

    /// <inheritdoc/>
    public IReadOnlyList<string> Columns => [.. Criteria.Select(c => c.Column), .. Grids.SelectMany(g => new[] { g.Rows.Column, g.Columns.Column }).Distinct(StringComparer.Ordinal)];

    /// <inheritdoc/>
    public double BaseRate { get; }

    /// <summary>Each customer's points. O(customers · criteria).</summary>
    /// <param name="customers">The customers, with every column of <see cref="Columns"/>; a value that is not known has points, too.</param>
    /// <exception cref="ArgumentException">A column is missing or of another kind.</exception>
    public IReadOnlyList<int> Points(CustomerTable customers) => CardPoints.Of(_classes, _terms, _points, customers);

    /// <summary>The calibrated probability of a purchase with so many points.</summary>
    /// <param name="points">From 0 to <see cref="MostPoints"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="points"/> is outside that range.</exception>
    public double ProbabilityOf(int points)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(points);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(points, MostPoints);
        return _probabilities[points];
    }

    /// <inheritdoc/>
    public void Predict(CustomerTable customers, Span<double> probabilities)
    {
        ArgumentNullException.ThrowIfNull(customers);
        if (probabilities.Length < customers.Count)
        {
            throw new ArgumentException($"There is room for {probabilities.Length} probabilities of {customers.Count} customers.", nameof(probabilities));
        }

        IReadOnlyList<int> points = Points(customers);
        for (int row = 0; row < points.Count; row++)
        {
            probabilities[row] = _probabilities[points[row]];
        }
    }

    /// <summary>The card as text to be read: German for <c>de</c> and its regions, English for every other culture. Lines end with a line feed.</summary>
    /// <param name="culture">The reader's culture.</param>
    /// <param name="names">What columns are called in the text; a column without a name stands by its own.</param>
    /// <exception cref="ArgumentNullException"><paramref name="culture"/> is null.</exception>
    public string Describe(CultureInfo culture, IReadOnlyDictionary<string, LocalizedText>? names = null)
    {
        ArgumentNullException.ThrowIfNull(culture);
        return LeadScoreText.For(culture).Card(this, column => names?.GetValueOrDefault(column)?.For(culture) ?? column);
    }

    /// <summary>The values of a class in words, such as "3 to 5", "north, south or others".</summary>
    /// <param name="criterion">The criterion.</param>
    /// <param name="line">One of its classes.</param>
    /// <param name="culture">The reader's culture.</param>
    public static string DescribeClass(LeadCriterion criterion, LeadClass line, CultureInfo culture)
    {
        ArgumentNullException.ThrowIfNull(criterion);
        ArgumentNullException.ThrowIfNull(line);
        ArgumentNullException.ThrowIfNull(culture);
        return LeadScoreText.For(culture).Values(criterion, line);
    }

    /// <summary>The criteria as CSV: <c>criterion,from,below,levels,others,unknown,points,customers,buyer_share</c>; levels are separated by a vertical bar.</summary>
    public string CriteriaCsv() => LeadScoreCsv.Criteria(this);

    /// <summary>The grids as CSV, a line for each cell: <c>row_criterion,row_from,row_below,row_levels,row_others,row_unknown,column_criterion,column_from,column_below,column_levels,column_others,column_unknown,points,customers,buyer_share</c>.</summary>
    public string GridsCsv() => LeadScoreCsv.Grids(this);

    /// <summary>What sums of points say as CSV: <c>from_points,to_points,customers,probability,buyer_share,lift</c>.</summary>
    public string BandsCsv() => LeadScoreCsv.Bands(this);

    /// <summary>The same as <see cref="Describe"/> in English.</summary>
    public override string ToString() => Describe(CultureInfo.InvariantCulture);
}
