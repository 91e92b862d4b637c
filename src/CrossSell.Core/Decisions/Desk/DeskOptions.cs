using System.Globalization;

namespace CrossSell;

/// <summary>How the desk decides.</summary>
/// <remarks>Immutable.</remarks>
public sealed record DeskOptions
{
    /// <summary>How many offers at most, 1 or more.</summary>
    /// <value>Default: 3.</value>
    public int Offers { get; init; } = 3;

    /// <summary>How many of the last contacts are shown, 0 or more.</summary>
    /// <value>Default: 5.</value>
    public int LastContacts { get; init; } = 5;

    /// <summary>The order among offers.</summary>
    public ArbitrationRules Arbitration { get; init; } = new();

    /// <summary>The reasons to listen.</summary>
    /// <value>Default: none.</value>
    public HookBook Hooks { get; init; } = HookBook.Empty;

    /// <summary>What to say to objections.</summary>
    public IReadOnlyList<ObjectionHint> ObjectionHints { get; init; } = ObjectionHint.Usual;

    /// <summary>How much better a product suits an occasion than its probability knows; null for no better. Must be pure.</summary>
    public Func<Occasion, Product, double>? Context { get; init; }

    /// <summary>What the business pushes or holds back; null for nothing. Must be pure.</summary>
    public Func<Product, double>? Lever { get; init; }

    /// <summary>A customer's class by yield and potential; null when there is none. Must be pure.</summary>
    public Func<CustomerId, ValueClass?>? ClassOf { get; init; }

    /// <summary>A purchase of a repurchasable product counts as owning its category for so long.</summary>
    /// <value>Default: 365 days.</value>
    public TimeSpan RepurchaseWindow { get; init; } = TimeSpan.FromDays(365);

    /// <summary>When something is an occasion of its own.</summary>
    public OccasionRules Occasions { get; init; } = new();

    /// <summary>Decides what is explored, together with the customer and the instant.</summary>
    public ulong Seed { get; init; }

    /// <summary>What is wrong with these options, one sentence each; empty when they can be used.</summary>
    public IReadOnlyList<string> Validate()
    {
        List<string> failures = [.. Arbitration.Validate(), .. Occasions.Validate()];
        if (Offers < 1)
        {
            failures.Add(string.Create(CultureInfo.InvariantCulture, $"{nameof(Offers)} is {Offers}; it must be 1 or more."));
        }

        if (LastContacts < 0)
        {
            failures.Add(string.Create(CultureInfo.InvariantCulture, $"{nameof(LastContacts)} is {LastContacts}; it must be 0 or more."));
        }

        if (RepurchaseWindow < TimeSpan.Zero)
        {
            failures.Add(string.Create(CultureInfo.InvariantCulture, $"{nameof(RepurchaseWindow)} is {RepurchaseWindow}; it must be zero or more."));
        }

        return failures;
    }
}
