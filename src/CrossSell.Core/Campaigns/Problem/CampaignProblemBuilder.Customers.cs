using CrossSell.ContactPolicy;

namespace CrossSell.Campaigns;

public sealed partial class CampaignProblemBuilder
{
    private const decimal MostAmount = 1_000_000_000_000m;
    private const ushort PlanSource = 0;
    private const ushort ProductSource = 1;

    private readonly BlockCompiler _compiler = new();
    private readonly NumberedNames _sources = new("limit");
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);
    private readonly List<CustomerId> _customers = [];
    private readonly List<int> _kinds = [];
    private readonly List<double> _values = [];
    private readonly List<long> _costs = [];
    private readonly List<(string Name, int Limit, int[] Candidates)> _ownLimits = [];
    private readonly List<(int From, int To, int Used)> _windows = [];
    private CapWindows[] _capWindows = [];
    private bool[][] _excluded = [];
    private List<DateTimeOffset>[] _used = [];
    private List<int>[] _usedProducts = [];
    private int[] _limits = [];
    private ushort[] _places = [];
    private int[] _firstOfProduct = [];
    private UInt128 _costSum;
    private int _first;
    private int? _most;
    private bool _begun;

    /// <summary>Begins a customer; what follows is about him.</summary>
    /// <param name="customer">His id; once in a problem.</param>
    /// <param name="mostContacts">The most contacts in the plan; null for <see cref="MostContacts"/>. 0 or more.</param>
    public void BeginCustomer(CustomerId customer, int? mostContacts = null)
    {
        if (!_begun)
        {
            BeginCustomers();
        }

        EndCustomer();
        if (!_known.Add(customer.Value))
        {
            Fail($"The customer '{customer}' is there twice.");
        }

        if (mostContacts < 0)
        {
            Fail($"Customer '{customer}' may have {mostContacts} contacts; it must be null or 0 or more.");
        }

        _customers.Add(customer);
        _most = mostContacts ?? MostContacts;
        _first = _kinds.Count;
    }

    /// <summary>Another limit of a cap for this customer, such as that of his class.</summary>
    /// <param name="cap">The cap's number, from <see cref="AddCap"/>.</param>
    /// <param name="limit">0 or more; 0 allows none.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such cap.</exception>
    /// <exception cref="InvalidOperationException">No customer has begun.</exception>
    public void SetLimit(int cap, int limit)
    {
        MustHaveBegun();
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)cap, (uint)_caps.Count, nameof(cap));
        if (limit < 0)
        {
            Fail($"Customer '{_customers[^1]}' has the limit {limit} of the cap '{_caps[cap].Name}'; it must be 0 or more.");
        }

        _limits[cap] = limit;
    }

    /// <summary>A contact of this customer that stands in the ledger, made or planned, and that a cap counts.</summary>
    /// <param name="cap">The cap's number, from <see cref="AddCap"/>.</param>
    /// <param name="at">When; the offset tells the local date.</param>
    /// <param name="product">The number of the product that it presented, for a cap by offer; null otherwise.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such cap or product.</exception>
    /// <exception cref="InvalidOperationException">No customer has begun.</exception>
    public void AddUsed(int cap, DateTimeOffset at, int? product = null)
    {
        MustHaveBegun();
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)cap, (uint)_caps.Count, nameof(cap));
        if (product is int number)
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)number, (uint)_products.Count, nameof(product));
        }

        if (product is null && _caps[cap].Window.Kind == WindowKind.PerOffer)
        {
            Fail($"A contact of customer '{_customers[^1]}' counts for the cap '{_caps[cap].Name}', which is by offer, but its product is not told.");
        }

        _used[cap].Add(at);
        _usedProducts[cap].Add(product ?? -1);
    }

    /// <summary>Adds a candidate of this customer.</summary>
    /// <param name="product">The product's number.</param>
    /// <param name="channel">The channel's number.</param>
    /// <param name="slot">The slot's number.</param>
    /// <param name="value">What it is expected to bring after the cost of the contact; finite, of any sign, at most 10^12.</param>
    /// <param name="cost">What it takes of budgets; 0 or more, at most 10^12, at most six decimals.</param>
    /// <returns>Its number in the problem.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such product, channel or slot.</exception>
    /// <exception cref="InvalidOperationException">No customer has begun.</exception>
    public int Add(int product, int channel, int slot, double value, decimal cost = 0)
    {
        MustHaveBegun();
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)product, (uint)_products.Count, nameof(product));
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)channel, (uint)_channels.Count, nameof(channel));
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)slot, (uint)_slots.Count, nameof(slot));
        if (!(Math.Abs(value) <= (double)MostAmount))
        {
            Fail(FormattableString.Invariant($"{Named(product, channel, slot)} has the value {value}; it must be a number of at most {MostAmount}."));
            value = 0;
        }

        decimal micros = Math.Abs(cost) <= MostAmount ? cost * RowTable.Micro : -1;
        if (micros < 0 || decimal.Truncate(micros) != micros)
        {
            Fail(FormattableString.Invariant($"{Named(product, channel, slot)} has the cost {cost}; it must be 0 or more, at most {MostAmount}, with at most six decimals."));
            micros = 0;
        }

        _kinds.Add((((slot * _channels.Count) + channel) * _products.Count) + product);
        _values.Add(value);
        _costs.Add((long)micros);
        _costSum += (ulong)micros;
        return _kinds.Count - 1;
    }

    /// <summary>Of some candidates of this customer at most so many may be chosen.</summary>
    /// <param name="name">By which results speak of it; not empty. The same name may stand for many customers.</param>
    /// <param name="limit">0 or more.</param>
    /// <param name="candidates">Their numbers, from <see cref="Add"/>; of this customer.</param>
    /// <exception cref="InvalidOperationException">No customer has begun.</exception>
    public void LimitCandidates(string name, int limit, params int[] candidates)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(candidates);
        MustHaveBegun();
        if (limit < 0)
        {
            Fail($"Customer '{_customers[^1]}' has the limit {limit} of '{name}'; it must be 0 or more.");
        }

        if (_sources.Add(name) >= ushort.MaxValue)
        {
            Fail($"'{name}' is the {_sources.Count}th name of a limit; there may be {ushort.MaxValue}.");
        }

        foreach (int other in candidates.Where(j => j < _first || j >= _kinds.Count))
        {
            Fail($"Customer '{_customers[^1]}' has a limit '{name}' on candidate {other}, which is not his; his are {_first} to {_kinds.Count - 1}.");
        }

        _ownLimits.Add((name, limit, [.. candidates.Where(j => j >= _first && j < _kinds.Count)]));
    }

    /// <summary>The problem. The builder is used up by it.</summary>
    /// <remarks>O(candidates x limits of their customer), the most of it done while they are added.</remarks>
    /// <exception cref="CampaignProblemException">Something cannot be; everything is told at once, a hundred faults in words.</exception>
    public CampaignProblem Build()
    {
        if (!_begun)
        {
            BeginCustomers();
        }

        EndCustomer();
        Require(_costSum <= long.MaxValue, "The costs of all candidates add up to more than 9.2 million million; plan in a larger unit.");
        if (_failureCount > 0)
        {
            throw new CampaignProblemException([.. _failures, .. _failureCount > MostFailures ? [$"There are {_failureCount - MostFailures} more."] : Array.Empty<string>()]);
        }

        return new CampaignProblem(
            _products.ToArray(), _channels.ToArray(), [.. _slots], [.. _customers], [.. _kinds], [.. _values], [.. _costs], RowCompiler.Compile(_rows, _products, _channels, _slotNames),
            _compiler.Build(_sources.ToArray()));
    }

    private void BeginCustomers()
    {
        CheckDefinitions();
        _begun = true;
        _sources.Add("contacts in the plan");
        _sources.Add("one contact for each product");
        foreach (string name in _exclusions.Select(e => e.Name).Concat(_caps.Select(c => c.Name)))
        {
            _sources.Add(name);
        }

        _excluded = [.. _exclusions.Select(e => _products.Chosen(e.Products) ?? [])];
        _capWindows = [.. _caps.Where(c => c.Window is not null).Select(c => new CapWindows(c, _slots, _channels.Chosen(c.Channels), _products.Chosen(c.Products)))];
        _used = [.. _caps.Select(_ => new List<DateTimeOffset>())];
        _usedProducts = [.. _caps.Select(_ => new List<int>())];
        _limits = [.. _caps.Select(c => c.Limit)];
        _firstOfProduct = new int[_products.Count];
    }

    private void MustHaveBegun()
    {
        if (_customers.Count == 0)
        {
            throw new InvalidOperationException("No customer has begun; call BeginCustomer first.");
        }
    }

    private string Named(int product, int channel, int slot) =>
        $"The candidate '{_products.ToArray()[product]}' by '{_channels.ToArray()[channel]}' in '{_slots[slot].Name}' of customer '{_customers[^1]}'";
}
