using System.Globalization;

namespace CrossSell.Data;

/// <summary>Reads what a line says of a product beyond name, category, kind and margin.</summary>
internal sealed class CatalogFields(CsvCatalogOptions options, string source, List<BadRow> faults)
{
    private readonly ValueParsers _parsers = new([.. options.DateFormats], options.Culture);

    /// <summary>The product with these fields.</summary>
    /// <param name="product">The product as far as it is read.</param>
    /// <param name="columns">Where the fields stand.</param>
    /// <param name="line">For messages.</param>
    /// <param name="text">Gives the text at a place; empty for a place below 0.</param>
    public Product AddTo(Product product, CatalogColumns columns, long line, Func<int, string> text)
    {
        string? variantOf = Word(columns.VariantOf);
        return product with
        {
            Price = Price(),
            EquivalenceSet = Word(columns.EquivalenceSet),
            Ladder = Word(columns.Ladder),
            Rank = Rank(),
            VariantOf = variantOf is null ? null : new ProductId(variantOf),
            ExclusiveGroup = Word(columns.ExclusiveGroup),
            AvailableFrom = Time(columns.AvailableFrom),
            AvailableUntil = Time(columns.AvailableUntil),
            Regions = Words(columns.Regions),
            Channels = Words(columns.Channels),
            StockKey = Word(columns.StockKey),
        };

        string? Word(int place) => text(place).Trim() is { Length: > 0 } word ? word : null;

        IReadOnlyList<string> Words(int place) => text(place).Split(['|', ';'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

        decimal? Price()
        {
            if (Word(columns.Price) is not { } word)
            {
                return null;
            }

            if (_parsers.Numbers.TryParse(word, out _)
                && decimal.TryParse(word, NumberStyles.Float | NumberStyles.AllowThousands, options.Culture ?? CultureInfo.InvariantCulture, out decimal price))
            {
                return price;
            }

            Fail(columns.Price, word, _parsers.Numbers.Expected(word));
            return null;
        }

        int? Rank()
        {
            if (Word(columns.Rank) is not { } word)
            {
                return null;
            }

            if (int.TryParse(word, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int rank))
            {
                return rank;
            }

            Fail(columns.Rank, word, "a whole number such as 1 or 20");
            return null;
        }

        DateTimeOffset? Time(int place)
        {
            if (Word(place) is not { } word)
            {
                return null;
            }

            if (_parsers.Times.TryParse(word, out DateTime time))
            {
                return new DateTimeOffset(DateTime.SpecifyKind(time, DateTimeKind.Utc));
            }

            Fail(place, word, _parsers.Times.Expected(word));
            return null;
        }

        void Fail(int place, string value, string expected) => faults.Add(new BadRow(source, line, columns.NameAt(place), value, expected));
    }
}
