using CrossSell.ContactPolicy;

namespace CrossSell.Campaigns;

/// <summary>Puts a <see cref="CampaignProblem"/> together, customer after customer, without keeping objects for candidates.</summary>
/// <remarks>
/// First what the campaign is about: products, channels, slots, rows, caps, exclusions. Then the customers: <see cref="BeginCustomer"/>, what the ledger knows of
/// them, their candidates. What cannot be is noted and told by <see cref="Build"/>, all at once. Of one product a customer gets at most one contact in a plan: one
/// channel, one slot. Not thread-safe.
/// </remarks>
public sealed partial class CampaignProblemBuilder
{
    private const int MostFailures = 100;

    private readonly List<string> _failures = [];
    private readonly NumberedNames _products = new("product");
    private readonly NumberedNames _channels = new("channel");
    private readonly NumberedNames _slotNames = new("slot");
    private readonly List<CampaignSlot> _slots = [];
    private readonly List<CampaignRow> _rows = [];
    private readonly List<ContactCap> _caps = [];
    private readonly List<(string Name, string[] Products)> _exclusions = [];
    private int _failureCount;

    /// <summary>The most contacts of one customer in the plan; <see cref="BeginCustomer"/> may say less or more for one. Default: null, no limit but the caps.</summary>
    public int? MostContacts { get; set; }

    /// <summary>Adds a product, or finds it.</summary>
    /// <param name="name">Not empty; ordinal.</param>
    /// <returns>Its number for <see cref="Add"/>.</returns>
    /// <exception cref="ArgumentException">The name is empty.</exception>
    /// <exception cref="InvalidOperationException">A customer has begun already.</exception>
    public int AddProduct(string name) => Define(_products, name);

    /// <summary>Adds a channel, or finds it.</summary>
    /// <param name="name">Not empty; ordinal.</param>
    /// <returns>Its number for <see cref="Add"/>.</returns>
    /// <exception cref="ArgumentException">The name is empty.</exception>
    /// <exception cref="InvalidOperationException">A customer has begun already.</exception>
    public int AddChannel(string name) => Define(_channels, name);

    /// <summary>Adds a slot. A campaign without a calendar has one.</summary>
    /// <param name="slot">The slot; a name that is there already is a failure.</param>
    /// <returns>Its number for <see cref="Add"/>.</returns>
    /// <exception cref="InvalidOperationException">A customer has begun already.</exception>
    public int AddSlot(CampaignSlot slot)
    {
        ArgumentNullException.ThrowIfNull(slot);
        int before = _slots.Count;
        int number = Define(_slotNames, slot.Name);
        if (number < before)
        {
            Fail($"The slot '{slot.Name}' is there already; names of slots are unique.");
            return number;
        }

        _slots.Add(slot);
        return number;
    }

    /// <summary>Adds a limit on the campaign as a whole.</summary>
    /// <exception cref="InvalidOperationException">A customer has begun already.</exception>
    public void AddRow(CampaignRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        MustStillDefine();
        _rows.Add(row);
    }

    /// <summary>Adds a limit on every customer's contacts.</summary>
    /// <returns>Its number for <see cref="SetLimit"/> and <see cref="AddUsed"/>.</returns>
    /// <exception cref="InvalidOperationException">A customer has begun already.</exception>
    public int AddCap(ContactCap cap)
    {
        ArgumentNullException.ThrowIfNull(cap);
        MustStillDefine();
        _caps.Add(cap);
        return _caps.Count - 1;
    }

    /// <summary>Of some products a customer gets at most one in the plan, such as two that exclude one another.</summary>
    /// <param name="name">By which results speak of it; not empty.</param>
    /// <param name="products">Two or more.</param>
    /// <exception cref="InvalidOperationException">A customer has begun already.</exception>
    public void Exclude(string name, params string[] products)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(products);
        MustStillDefine();
        _exclusions.Add((name, products));
    }

    private int Define(NumberedNames names, string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        MustStillDefine();
        return names.Add(name);
    }

    private void MustStillDefine()
    {
        if (_begun)
        {
            throw new InvalidOperationException("Products, channels, slots, rows, caps and exclusions come before the first customer.");
        }
    }

    // Kept to what a person would read; the rest is counted.
    private void Fail(string failure)
    {
        if (_failureCount++ < MostFailures)
        {
            _failures.Add(failure);
        }
    }

    private void CheckDefinitions()
    {
        Require(_products.Count > 0, "There is no product; add at least one.");
        Require(_channels.Count > 0, "There is no channel; add at least one.");
        Require(_slots.Count > 0, "There is no slot; add at least one, also for a campaign without a calendar.");
        Require(MostContacts is null or >= 0, $"MostContacts is {MostContacts}; it must be null or 0 or more.");
        long kinds = (long)_products.Count * _channels.Count * Math.Max(1, _slots.Count);
        Require(kinds <= 1 << 24, $"{_products.Count} products x {_channels.Count} channels x {_slots.Count} slots are {kinds} kinds of contacts; there may be 16,777,216.");
        Unique("row", _rows.Select(r => r.Name));
        Unique("cap", _caps.Select(c => c.Name));
        foreach (CampaignRow row in _rows)
        {
            CheckRow(row);
        }

        foreach (ContactCap cap in _caps)
        {
            Require(cap.Window is not null, $"The cap '{cap.Name}' has no window.");
            Require(cap.Limit >= 0, $"The cap '{cap.Name}' has the limit {cap.Limit}; it must be 0 or more.");
            Known($"The cap '{cap.Name}'", cap.Channels, _channels, mustBeKnown: false);
            Known($"The cap '{cap.Name}'", cap.Products, _products, mustBeKnown: false);
        }

        foreach ((string name, string[] products) in _exclusions)
        {
            Require(products.Length >= 2, $"The exclusion '{name}' names {products.Length} products; it takes two or more.");
            Known($"The exclusion '{name}'", products, _products, mustBeKnown: true);
        }
    }

    private void CheckRow(CampaignRow row)
    {
        string what = $"The row '{row.Name}'";
        Known(what, row.Products, _products, mustBeKnown: true);
        Known(what, row.Channels, _channels, mustBeKnown: true);
        Known(what, row.Slots, _slotNames, mustBeKnown: true);
        Require(Enum.IsDefined(row.Measure), $"{what} has the measure {(int)row.Measure}; it must be Contacts or Cost.");
        Require(row.Minimum is not null || row.Maximum is not null, $"{what} has neither a minimum nor a maximum.");
        Require(!(row.Minimum > row.Maximum), FormattableString.Invariant($"{what} has the minimum {row.Minimum} above its maximum {row.Maximum}."));
        foreach ((string part, decimal? amount) in new[] { ("minimum", row.Minimum), ("maximum", row.Maximum) })
        {
            decimal unit = row.Measure == RowMeasure.Cost ? RowTable.Micro : 1;
            Require(
                amount is null || (amount >= 0 && amount <= MostAmount && decimal.Truncate(amount.Value * unit) == amount * unit),
                FormattableString.Invariant($"{what} has the {part} {amount}; it must be 0 or more, at most {MostAmount}, {(unit == 1 ? "a whole number" : "with at most six decimals")}."));
        }
    }

    private void Known(string what, IReadOnlyList<string> used, NumberedNames names, bool mustBeKnown)
    {
        foreach (string name in used.Where(n => mustBeKnown && names.Find(n) < 0))
        {
            Fail($"{what} names the {names.Kind} '{name}', which there is not; there are {names.Shown()}.");
        }
    }

    private void Unique(string kind, IEnumerable<string> names)
    {
        foreach (IGrouping<string, string> group in names.GroupBy(n => n ?? "", StringComparer.Ordinal))
        {
            Require(group.Key.Length > 0, $"A {kind} has no name.");
            Require(group.Count() == 1, $"There are {group.Count()} {kind}s '{group.Key}'; names are unique.");
        }
    }

    private void Require(bool holds, string failure)
    {
        if (!holds)
        {
            Fail(failure);
        }
    }
}
