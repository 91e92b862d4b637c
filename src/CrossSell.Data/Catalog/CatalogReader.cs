using System.Globalization;

namespace CrossSell.Data;

/// <summary>Reads every line of a file of products and collects what is wrong with any of them.</summary>
internal sealed class CatalogReader(CsvCatalogOptions options, string source)
{
    private readonly List<BadRow> _faults = [];
    private readonly List<Product> _products = [];
    private readonly Dictionary<string, long> _lineOf = new(StringComparer.Ordinal);
    private readonly NumberParser _numbers = new(options.Culture);
    private CatalogFields _fields = null!;

    /// <exception cref="CatalogFormatException">There are faults.</exception>
    public ProductCatalog Read(TextReader text)
    {
        using var records = new CsvRecords(text, options.Delimiter, source);
        records.Read();
        if (records.HasNul)
        {
            throw new CatalogFormatException([new BadRow(source, records.Line, null, null, CsvRecords.NoNul)]);
        }

        string[] header = [.. Enumerable.Range(0, records.Count).Select(i => records.Field(i, out _).Trim().ToString())];
        var columns = new CatalogColumns(header, options, source, records.Line, _faults);
        _fields = new CatalogFields(options, source, _faults);
        while (_faults.Count == 0 || columns.Product >= 0)
        {
            if (!records.Read())
            {
                break;
            }

            if (records.HasNul)
            {
                Fail(records.Line, null, null, CsvRecords.NoNul);
            }
            else if (records.Count == header.Length)
            {
                ReadProduct(records, columns);
            }
            else
            {
                Fail(records.Line, null, null, string.Create(CultureInfo.InvariantCulture, $"{header.Length} fields as in the header, met {records.Count}"));
            }
        }

        return Join();
    }

    private ProductCatalog Join()
    {
        IReadOnlyList<ProductRelation> relations = options.RelationsFile is { } file ? new RelationReader(file, options, _faults).Read(_lineOf) : [];
        IReadOnlyList<ProductCategory> categories = options.CategoriesFile is { } tree ? CategoryReader.Read(tree, options, _faults) : [];
        if (_faults.Count > 0)
        {
            throw new CatalogFormatException(_faults);
        }

        try
        {
            return new ProductCatalog(_products, relations, categories);
        }
        catch (CatalogContradictionException e)
        {
            throw new CatalogFormatException([.. e.Contradictions.Select(c => new BadRow(source, 0, null, null, $"a catalogue without contradictions. {c.TrimEnd('.')}"))]);
        }
    }

    private void ReadProduct(CsvRecords records, CatalogColumns columns)
    {
        string id = Text(records, columns, columns.Product);
        bool usable = CheckId(records, columns, id);
        string name = Text(records, columns, columns.Name).Trim();
        var localized = new LocalizedText(name.Length > 0 ? name : id);
        foreach ((int place, string language) in columns.Translations)
        {
            string translation = Text(records, columns, place).Trim();
            localized = translation.Length > 0 ? localized.With(language, translation) : localized;
        }

        string category = Text(records, columns, columns.Category).Trim();
        ProductKind kind = KindOf(records, columns);
        decimal? margin = MarginOf(records, columns);
        if (usable)
        {
            _products.Add(_fields.AddTo(
                new Product
                {
                    Id = new ProductId(id),
                    Name = localized,
                    Category = category.Length > 0 ? category : null,
                    Kind = kind,
                    Margin = margin,
                },
                columns,
                records.Line,
                place => Text(records, columns, place)));
        }
    }

    private bool CheckId(CsvRecords records, CatalogColumns columns, string id)
    {
        if (string.IsNullOrWhiteSpace(id))
        {
            Fail(records.Line, columns.NameAt(columns.Product), id, "a product id");
            return false;
        }

        if (id.Contains('\uFFFD', StringComparison.Ordinal))
        {
            Fail(records.Line, columns.NameAt(columns.Product), id, "text that can be decoded; the file may be in another encoding than the one it is read with");
            return false;
        }

        if (!_lineOf.TryAdd(id, records.Line))
        {
            Fail(records.Line, columns.NameAt(columns.Product), id, string.Create(CultureInfo.InvariantCulture, $"each product once; this one stands on line {_lineOf[id]} too"));
            return false;
        }

        return true;
    }

    private ProductKind KindOf(CsvRecords records, CatalogColumns columns)
    {
        string text = Text(records, columns, columns.Kind).Trim();
        switch (HeaderName.Normalize(text))
        {
            case "":
                return options.DefaultKind;
            case "held" or "gehalten" or "bestand" or "vertrag":
                return ProductKind.Held;
            case "repurchasable" or "wiederkaufbar" or "verbrauch" or "nachkaufbar":
                return ProductKind.Repurchasable;
            default:
                Fail(records.Line, columns.NameAt(columns.Kind), text, "held or repurchasable");
                return options.DefaultKind;
        }
    }

    private decimal? MarginOf(CsvRecords records, CatalogColumns columns)
    {
        string text = Text(records, columns, columns.Margin).Trim();
        if (text.Length == 0)
        {
            return null;
        }

        // The strict parser decides what is a number; the decimal keeps every digit of it.
        NumberStyles styles = NumberStyles.Float | NumberStyles.AllowThousands;
        if (_numbers.TryParse(text, out _) && decimal.TryParse(text, styles, options.Culture ?? CultureInfo.InvariantCulture, out decimal margin))
        {
            return margin;
        }

        Fail(records.Line, columns.NameAt(columns.Margin), text, _numbers.Expected(text));
        return null;
    }

    private string Text(CsvRecords records, CatalogColumns columns, int place)
    {
        if (place < 0)
        {
            return "";
        }

        string text = records.Field(place, out bool damaged).ToString();
        if (damaged)
        {
            Fail(records.Line, columns.NameAt(place), text, "a field with its quotes in order");
        }

        return text;
    }

    private void Fail(long line, string? column, string? value, string expected) => _faults.Add(new BadRow(source, line, column, value, expected));
}
