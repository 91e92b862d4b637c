using CrossSell.Mining.Counting;

namespace CrossSell.Mining;

/// <summary>The item filters and lengths of <see cref="RuleOptions"/>, worked out for the items of some transactions.</summary>
internal sealed class RuleConstraints
{
    private readonly bool _lacksRequired;

    private RuleConstraints(ItemRole[] roles, int[] required, ItemRole demands, RuleOptions options, bool lacksRequired = false)
    {
        _lacksRequired = lacksRequired;
        Roles = roles;
        Required = required;
        Demands = demands;
        MinAntecedent = options.AllowEmptyAntecedent ? 0 : options.MinAntecedent;
        MaxAntecedent = options.MaxAntecedent ?? int.MaxValue;
        MaxConsequent = options.MaxConsequent;
        MaxLength = options.LongestRule;
        NeededCounts = [];
    }

    private RuleConstraints(RuleConstraints other, ItemRole[] roles, int[] neededCounts)
    {
        _lacksRequired = other._lacksRequired;
        Roles = roles;
        Required = other.Required;
        Demands = other.Demands;
        MinAntecedent = other.MinAntecedent;
        MaxAntecedent = other.MaxAntecedent;
        MaxConsequent = other.MaxConsequent;
        MaxLength = other.MaxLength;
        NeededCounts = neededCounts;
    }

    /// <summary>What each item may be.</summary>
    public ItemRole[] Roles { get; }

    /// <summary>The items that every rule holds, ascending. Those that belong to one side have the role of that side only.</summary>
    public int[] Required { get; }

    /// <summary>Which of the "one of" demands are made.</summary>
    public ItemRole Demands { get; }

    public int MinAntecedent { get; }

    public int MaxAntecedent { get; }

    public int MaxConsequent { get; }

    public int? MaxLength { get; }

    /// <summary>For each item the count that a rule with just this consequent must have; empty when only the minimum support matters.</summary>
    public int[] NeededCounts { get; }

    /// <summary>Whether a required item can be nowhere, so that there is no rule.</summary>
    public bool IsImpossible =>
        _lacksRequired
        || Array.Exists(Required, item => (Roles[item] & ItemRole.Either) == ItemRole.None)
        || Required.Length > (MaxLength ?? int.MaxValue)
        || Required.Count(item => (Roles[item] & ItemRole.Either) == ItemRole.Consequent) > MaxConsequent;

    /// <param name="options">The filters and lengths.</param>
    /// <param name="itemIds">The items of the transactions.</param>
    /// <param name="mayBeGone">Whether an item that the transactions do not have is one that nobody bought, so that no rule holds it.</param>
    /// <exception cref="ArgumentException">A filter names an item that the transactions do not have, and none may be gone.</exception>
    public static RuleConstraints Compile(RuleOptions options, IReadOnlyList<string> itemIds, bool mayBeGone = false)
    {
        ItemRole[] roles = new ItemRole[itemIds.Count];
        Array.Fill(roles, ItemRole.Either);
        if (options.Items.IsAny && options.AntecedentItems.IsAny && options.ConsequentItems.IsAny)
        {
            return new RuleConstraints(roles, [], ItemRole.None, options);
        }

        ItemLookup lookup = new(itemIds);
        List<string> failures = [];
        SortedSet<int> required = [];
        Apply(options.Items, nameof(RuleOptions.Items), ItemRole.Either, ItemRole.OneOfRule);
        Apply(options.AntecedentItems, nameof(RuleOptions.AntecedentItems), ItemRole.Antecedent, ItemRole.OneOfAntecedent);
        Apply(options.ConsequentItems, nameof(RuleOptions.ConsequentItems), ItemRole.Consequent, ItemRole.OneOfConsequent);
        MiningOptions.ThrowIfInvalid(failures, nameof(options));
        ItemRole demands = Demand(options.Items, ItemRole.OneOfRule)
            | Demand(options.AntecedentItems, ItemRole.OneOfAntecedent)
            | Demand(options.ConsequentItems, ItemRole.OneOfConsequent);
        bool lacksRequired = mayBeGone
            && new[] { options.Items, options.AntecedentItems, options.ConsequentItems }.Any(filter => filter.AllOf.Any(id => lookup.IndexOf(id) < 0));
        return new RuleConstraints(roles, [.. required], demands, options, lacksRequired);

        void Apply(ItemFilter filter, string name, ItemRole side, ItemRole oneOf)
        {
            if (filter.Allowed is not null)
            {
                HashSet<int> allowed = [.. IndexesOf(filter.Allowed, name)];
                for (int item = 0; item < roles.Length; item++)
                {
                    roles[item] &= allowed.Contains(item) ? ~ItemRole.None : ~side;
                }
            }

            foreach (int item in IndexesOf(filter.Forbidden, name))
            {
                roles[item] &= ~side;
            }

            foreach (int item in IndexesOf(filter.AnyOf, name))
            {
                roles[item] |= oneOf;
            }

            foreach (int item in IndexesOf(filter.AllOf, name))
            {
                // Required on one side means that it is not on the other: the sides have no item in common.
                required.Add(item);
                roles[item] &= side == ItemRole.Either ? ~ItemRole.None : ~(ItemRole.Either & ~side);
            }
        }

        IEnumerable<int> IndexesOf(IReadOnlyList<string> ids, string name)
        {
            string[] unknown = mayBeGone ? [] : [.. ids.Where(id => lookup.IndexOf(id) < 0)];
            if (unknown.Length > 0)
            {
                string hint = NearestName.Find(unknown[0], [.. itemIds]) is { } nearest ? $" Did you mean '{nearest}'?" : string.Empty;
                string more = unknown.Length > 5 ? $" and {unknown.Length - 5} more" : string.Empty;
                failures.Add($"{name} names {string.Join(", ", unknown.Take(5).Select(id => $"'{id}'"))}{more}; the transactions have no such item.{hint}");
            }

            return ids.Select(lookup.IndexOf).Where(item => item >= 0);
        }
    }

    /// <summary>These constraints, and an item can be a consequent only with a count of at least so much; <see cref="int.MaxValue"/> means never.</summary>
    public RuleConstraints WithNeededCounts(int[] neededCounts)
    {
        ItemRole[] roles = [.. Roles];
        for (int item = 0; item < roles.Length; item++)
        {
            roles[item] &= neededCounts[item] == int.MaxValue ? ~ItemRole.Consequent : ~ItemRole.None;
        }

        return new RuleConstraints(this, roles, neededCounts);
    }

    public bool IsUsable(int item) => (Roles[item] & ItemRole.Either) != ItemRole.None;

    private static ItemRole Demand(ItemFilter filter, ItemRole role) => filter.AnyOf.Count > 0 ? role : ItemRole.None;
}
