namespace CrossSell;

/// <summary>The weights of <see cref="ProductPropensity"/> compiled to be read off pairs and facts: which column or fact each field looks at, and what its codes add.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
internal sealed class PropensityWeights
{
    private readonly CompiledPropensity _compiled;
    private readonly PurchaseReader _reader;
    private readonly PropensityField[] _fields;
    private readonly int[] _columnOf;
    private readonly int[] _factOf;
    private readonly int[]?[] _codeOfLevel;
    private readonly int _values;

    /// <exception cref="ArgumentException">A field looks at a fact that the schema does not have, or in another kind.</exception>
    public PropensityWeights(ProductPropensity propensity, CustomerFactSchema schema)
    {
        _compiled = new CompiledPropensity(propensity).WithRows();
        _reader = new PurchaseReader(propensity.History, [.. propensity.Products.Select(facts => facts.Product.Value)]);
        _fields = [.. propensity.Fields];
        _values = propensity.History.Columns.Count;
        _columnOf = [.. _fields.Select(field => field.Source is { } source ? propensity.History.Columns.TakeWhile(column => column != source).Count() : -1)];
        _factOf = [.. _fields.Select(field => field.Source is null ? Enumerable.Range(0, schema.Count).FirstOrDefault(place => string.Equals(schema.NameOf(place), field.Name, StringComparison.Ordinal), -1) : -1)];
        for (int f = 0; f < _fields.Length; f++)
        {
            bool isText = _factOf[f] >= 0 && _factOf[f] < schema.Columns.Count && schema.Columns[_factOf[f]].Kind == CustomerColumnKind.Categorical;
            if ((_columnOf[f] < 0 && _factOf[f] < 0) || isText != (_fields[f].Kind == CustomerColumnKind.Categorical))
            {
                throw new ArgumentException($"Field '{_fields[f].Name}' ({_fields[f].Kind}) is none of the facts that are known of customers, or one of another kind.", nameof(schema));
            }
        }

        _codeOfLevel = [.. _fields.Select((field, f) => field.Kind == CustomerColumnKind.Categorical ? schema.Columns[_factOf[f]].Levels.Select(level => field.CodeOf(level)).Append(field.Levels.Count).ToArray() : null)];
    }

    public ProductPropensity Propensity => _compiled.Propensity;

    public IReadOnlyList<PropensityField> Fields => _fields;

    /// <summary>The place of the fact that a field looks at; -1 for one about purchases.</summary>
    public int FactOf(int field) => _factOf[field];

    /// <summary>Writes every product's logit.</summary>
    public void Logits(in CustomerPurchases customer, ScoreScratch scratch, Span<double> logits) => _compiled.Add(_compiled.Unusual(Encode(customer, scratch)), logits);

    /// <summary>The code of every field.</summary>
    public ReadOnlySpan<int> Encode(in CustomerPurchases customer, ScoreScratch scratch)
    {
        Span<double> values = scratch.Values(_values);
        _reader.Read(customer, values);
        Span<int> codes = scratch.Codes(_fields.Length);
        for (int f = 0; f < codes.Length; f++)
        {
            double value = _columnOf[f] >= 0 ? values[_columnOf[f]] : customer.Facts.IsEmpty ? double.NaN : customer.Facts[_factOf[f]];
            codes[f] = _codeOfLevel[f] is not { } places ? _fields[f].CodeOf(value)
                : value >= 0 && value < places.Length ? places[(int)value] : _fields[f].MissingCode;
        }

        return codes;
    }

    /// <summary>The mean logit of a product among the training customers.</summary>
    public double BaseLogit(int product) => _compiled.BaseLogit(product);

    /// <summary>What each field adds to it for a customer.</summary>
    public IEnumerable<(int Field, double Contribution)> Contributions(int[] codes, int product) => _compiled.Contributions(codes, product);
}
