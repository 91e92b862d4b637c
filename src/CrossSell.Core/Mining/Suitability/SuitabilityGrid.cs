using System.Buffers;
using System.Globalization;
using System.Text;

namespace CrossSell.Mining;

/// <summary>The grades of a few products, or of categories, as a square to look at: rows are owned, columns are offered.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class SuitabilityGrid
{
    private static readonly SearchValues<char> _special = SearchValues.Create(",\"\r\n");

    private readonly SuitabilityMatrix _matrix;
    private readonly int[] _places;

    private SuitabilityGrid(SuitabilityMatrix matrix, int[] places)
    {
        _matrix = matrix;
        _places = places;
        Ids = [.. places.Select(p => matrix.ProductIds[p])];
    }

    /// <summary>The ids of the products or the names of the categories, in the order of rows and columns.</summary>
    public IReadOnlyList<string> Ids { get; }

    /// <summary>The number of rows and of columns.</summary>
    public int Count => _places.Length;

    /// <summary>The grade of a pair; null on the diagonal.</summary>
    /// <param name="owned">The row.</param>
    /// <param name="offered">The column.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row or column.</exception>
    public SuitabilityGrade? this[int owned, int offered]
    {
        get
        {
            Require(owned, nameof(owned));
            Require(offered, nameof(offered));
            return owned == offered ? null : _matrix[_places[owned], _places[offered]];
        }
    }

    /// <summary>The products with the most owners, the most frequent first; ties in the matrix's order.</summary>
    /// <param name="matrix">The grades.</param>
    /// <param name="most">How many products. Default: 25. At least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="most"/> is below 1.</exception>
    public static SuitabilityGrid Of(SuitabilityMatrix matrix, int most = 25)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 1);
        return new SuitabilityGrid(matrix, [.. Enumerable.Range(0, matrix.ProductIds.Count).OrderByDescending(matrix.OwnersOf).ThenBy(p => p).Take(most)]);
    }

    /// <summary>All products whose ids are given, in that order.</summary>
    /// <param name="matrix">The grades.</param>
    /// <param name="ids">The products; those that nobody ever bought are left out.</param>
    public static SuitabilityGrid Of(SuitabilityMatrix matrix, IEnumerable<string> ids)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        ArgumentNullException.ThrowIfNull(ids);
        Dictionary<string, int> placeOf = matrix.ProductIds.Select((id, p) => (id, p)).ToDictionary(p => p.id, p => p.p, StringComparer.Ordinal);
        return new SuitabilityGrid(matrix, [.. ids.Distinct(StringComparer.Ordinal).Where(placeOf.ContainsKey).Select(id => placeOf[id])]);
    }

    /// <summary>The grades of whole categories: products give way to the category that the catalogue names for them, and those without one are left out.</summary>
    /// <param name="transactions">Customers' holdings or baskets.</param>
    /// <param name="catalog">The catalogue.</param>
    /// <param name="options">Where the grades begin; null for the defaults.</param>
    /// <param name="cancellation">Ends the run.</param>
    /// <exception cref="ArgumentException">The options are not valid, or the transactions are weighted.</exception>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    public static SuitabilityGrid ByCategory(Transactions transactions, ProductCatalog catalog, SuitabilityOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(transactions);
        ArgumentNullException.ThrowIfNull(catalog);
        Transactions categories = HierarchyEncoding.Replace(
            transactions, id => catalog.TryGet(new ProductId(id), out Product? product) && product.Category is { Length: > 0 } category ? [category] : [], cancellation);
        var matrix = SuitabilityMatrix.Grade(categories, options, margins: null, cancellation);
        return new SuitabilityGrid(matrix, [.. Enumerable.Range(0, matrix.ProductIds.Count)]);
    }

    /// <summary>A pair with its grade, the figures behind it, and the reason in words.</summary>
    /// <param name="owned">The row.</param>
    /// <param name="offered">The column, another one.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row or column.</exception>
    /// <exception cref="ArgumentException">Both are the same.</exception>
    public PairSuitability Get(int owned, int offered)
    {
        Require(owned, nameof(owned));
        Require(offered, nameof(offered));
        return _matrix.Get(_places[owned], _places[offered]);
    }

    /// <summary>How many pairs have a grade.</summary>
    /// <param name="grade">The grade.</param>
    public int CountOf(SuitabilityGrade grade)
    {
        int count = 0;
        for (int i = 0; i < Count; i++)
        {
            for (int j = 0; j < Count; j++)
            {
                count += i != j && this[i, j] == grade ? 1 : 0;
            }
        }

        return count;
    }

    /// <summary>The name of a grade: German for <c>de</c> and its regions, English for every other culture.</summary>
    /// <param name="grade">The grade.</param>
    /// <param name="culture">The reader's culture.</param>
    public static string NameOf(SuitabilityGrade grade, CultureInfo culture) => SuitabilityText.For(culture).Name(grade);

    /// <summary>A sign for a cell too small for words: <c>++</c> always, <c>+</c> good, <c>o</c> possible, <c>.</c> unrelated, <c>-</c> unsuitable, <c>?</c> not known.</summary>
    /// <param name="grade">The grade.</param>
    public static string SignOf(SuitabilityGrade grade) => grade switch
    {
        SuitabilityGrade.Always => "++",
        SuitabilityGrade.Good => "+",
        SuitabilityGrade.Possible => "o",
        SuitabilityGrade.Unrelated => ".",
        SuitabilityGrade.Unsuitable => "-",
        _ => "?",
    };

    /// <summary>The square as CSV: a first column <c>owned</c>, then a column for each offered id; cells hold the grade's name in lower case, nothing on the diagonal.</summary>
    public string ToCsv()
    {
        var text = new StringBuilder("owned");
        foreach (string id in Ids)
        {
            text.Append(',').Append(Field(id));
        }

        text.Append('\n');
        for (int i = 0; i < Count; i++)
        {
            text.Append(Field(Ids[i]));
            for (int j = 0; j < Count; j++)
            {
                text.Append(',').Append(this[i, j]?.ToString().ToLowerInvariant());
            }

            text.Append('\n');
        }

        return text.ToString();
    }

    private static string Field(string text) => text.AsSpan().ContainsAny(_special) ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;

    private void Require(int place, string name)
    {
        if ((uint)place >= (uint)Count)
        {
            throw new ArgumentOutOfRangeException(name, place, $"{name} is {place}; it must be 0 to {Count - 1}.");
        }
    }
}
