namespace CrossSell.Ledger;

/// <summary>What a purge deleted, table by table.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed record PurgeReceipt
{
    /// <summary>The instant up to which everything was judged; of several customers the last.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>Contacts, their keys with them.</summary>
    public int Contacts { get; init; }

    /// <summary>Offers.</summary>
    public int Offers { get; init; }

    /// <summary>Answers.</summary>
    public int Responses { get; init; }

    /// <summary>Permissions.</summary>
    public int Consents { get; init; }

    /// <summary>Uses of permissions.</summary>
    public int ConsentUses { get; init; }

    /// <summary>Holds.</summary>
    public int Holds { get; init; }

    /// <summary>Changes of class.</summary>
    public int ClassChanges { get; init; }

    /// <summary>Rows of the decision log.</summary>
    public int Decisions { get; init; }

    /// <summary>Customers, households and accounts of whom nothing was left, and whose names went too.</summary>
    public int Roots { get; init; }

    /// <summary>Rows past their period that stayed, for a promise still needs them.</summary>
    public int Kept { get; init; }

    /// <summary>All rows deleted.</summary>
    public int Rows => Contacts + Offers + Responses + Consents + ConsentUses + Holds + ClassChanges + Decisions;

    /// <summary>Both together.</summary>
    /// <param name="other">What was deleted elsewhere.</param>
    internal PurgeReceipt Plus(PurgeReceipt other) => new()
    {
        At = At > other.At ? At : other.At,
        Contacts = Contacts + other.Contacts,
        Offers = Offers + other.Offers,
        Responses = Responses + other.Responses,
        Consents = Consents + other.Consents,
        ConsentUses = ConsentUses + other.ConsentUses,
        Holds = Holds + other.Holds,
        ClassChanges = ClassChanges + other.ClassChanges,
        Decisions = Decisions + other.Decisions,
        Roots = Roots + other.Roots,
        Kept = Kept + other.Kept,
    };
}
