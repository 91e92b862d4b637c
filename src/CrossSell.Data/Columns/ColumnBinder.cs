using System.Globalization;

namespace CrossSell.Data;

/// <summary>Finds each role's column: as the caller says, else by name.</summary>
internal sealed class ColumnBinder
{
    private readonly PurchaseColumns _columns;
    private readonly IReadOnlyList<string>? _header;
    private readonly int _count;
    private readonly Func<string, PurchaseFormatException> _fault;
    private readonly int[] _places = new int[ColumnNames.All.Count];

    private ColumnBinder(PurchaseColumns columns, IReadOnlyList<string>? header, int count, string source, long line)
    {
        _columns = columns;
        _header = header;
        _count = count;
        _fault = expected => new PurchaseFormatException(new BadRow(source, line, null, null, expected));
        Array.Fill(_places, -1);
    }

    /// <param name="columns">What the caller says.</param>
    /// <param name="header">The columns' names, or null when the source has none.</param>
    /// <param name="count">How many columns there are.</param>
    /// <param name="source">For the message.</param>
    /// <param name="line">The header's line, for the message.</param>
    /// <exception cref="PurchaseFormatException">A column is missing, or two could be meant.</exception>
    public static ColumnBinding Bind(PurchaseColumns columns, IReadOnlyList<string>? header, int count, string source, long line) =>
        new ColumnBinder(columns, header, count, source, line).Bind();

    private ColumnBinding Bind()
    {
        int[] extras = [.. _columns.Extras.Select(e => Find(e, "a further column")).Distinct()];
        foreach ((PurchaseRole role, string label, _) in ColumnNames.All)
        {
            if (_columns[role] is { Length: > 0 } wanted)
            {
                _places[(int)role] = Find(wanted, $"the {label}");
            }
        }

        foreach ((PurchaseRole role, _, _) in ColumnNames.All)
        {
            if (_columns[role] is null)
            {
                FindByName(role);
            }
        }

        Check();
        return new ColumnBinding(_places, _header, extras);
    }

    private int Find(string wanted, string what)
    {
        int[] named = [.. PlacesWhere(name => string.Equals(name, wanted, StringComparison.Ordinal))];
        if (named.Length == 0)
        {
            string normalized = HeaderName.Normalize(wanted);
            named = [.. PlacesWhere(name => string.Equals(HeaderName.Normalize(name), normalized, StringComparison.Ordinal))];
        }

        if (named.Length > 1)
        {
            throw _fault($"one column '{wanted}' for {what}, but columns {Numbers(named)} have that name; give the column's number instead");
        }

        if (named.Length == 1)
        {
            return named[0];
        }

        return int.TryParse(wanted, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= 1 && number <= _count
            ? number - 1
            : throw _fault($"a column '{wanted}' for {what}; {DescribeColumns()}");
    }

    private void FindByName(PurchaseRole role)
    {
        int[] candidates = [.. PlacesWhere(name => ColumnNames.TryGetRole(name, out PurchaseRole r) && r == role).Where(p => !_places.Contains(p))];
        if (role == PurchaseRole.Time && candidates.Length > 1)
        {
            // Date and Time side by side: the second is the time of day.
            int[] clocks = [.. candidates.Where(p => ColumnNames.IsClockName(_header![p]))];
            candidates = [.. candidates.Except(clocks)];
            if (_columns.TimeOfDay is null && clocks.Length == 1)
            {
                _places[(int)PurchaseRole.TimeOfDay] = clocks[0];
            }
        }

        if (role == PurchaseRole.TimeOfDay && _places[(int)role] >= 0)
        {
            return;
        }

        if (candidates.Length > 1)
        {
            string label = ColumnNames.LabelOf(role);
            throw _fault(
                $"one column for the {label}, but {string.Join(" and ", candidates.Select(p => $"'{_header![p]}' (column {p + 1})"))} could each be it; "
                + $"choose with {nameof(PurchaseColumns)}.{role}, or set it to \"\" for none");
        }

        if (candidates.Length == 1)
        {
            _places[(int)role] = candidates[0];
        }
    }

    private void Check()
    {
        if (_places[(int)PurchaseRole.Product] < 0)
        {
            throw Missing("a column for the product", PurchaseRole.Product);
        }

        if (_places[(int)PurchaseRole.Customer] < 0 && _places[(int)PurchaseRole.Basket] < 0)
        {
            throw Missing("a column for the customer or the basket", PurchaseRole.Customer, PurchaseRole.Basket);
        }

        if (_places[(int)PurchaseRole.TimeOfDay] >= 0 && _places[(int)PurchaseRole.Time] < 0)
        {
            throw Missing("a column for the date beside the one for the time of day", PurchaseRole.Time);
        }
    }

    private PurchaseFormatException Missing(string what, params PurchaseRole[] roles)
    {
        string found = string.Join(", ", ColumnNames.All.Where(r => _places[(int)r.Role] >= 0).Select(r => $"{r.Label} = column {_places[(int)r.Role] + 1}"));
        string names = string.Join(", ", roles.SelectMany(ColumnNames.ExamplesOf));
        string settings = string.Join(" or ", roles.Select(r => $"{nameof(PurchaseColumns)}.{r}"));
        string how = _header is null ? $"give its number in {settings}" : $"name it so ({names}, …) or set {settings}";
        return _fault($"{what}; {DescribeColumns()}{(found.Length > 0 ? $", of which were recognised: {found}" : "")}; {how}");
    }

    private string DescribeColumns() => _header is null
        ? string.Create(CultureInfo.InvariantCulture, $"there is no header, and the first row has {_count} columns")
        : $"the header has {string.Join(", ", _header.Select(h => $"'{h}'"))}";

    private IEnumerable<int> PlacesWhere(Func<string, bool> matches) =>
        _header is null ? [] : Enumerable.Range(0, _header.Count).Where(p => matches(_header[p]));

    private static string Numbers(int[] places) => string.Join(" and ", places.Select(p => (p + 1).ToString(CultureInfo.InvariantCulture)));
}
