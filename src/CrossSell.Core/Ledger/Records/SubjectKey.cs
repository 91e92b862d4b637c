namespace CrossSell.Ledger;

/// <summary>One subject of a contact: a customer, a household or an account, by the user's own id.</summary>
/// <remarks>An immutable value, safe from any thread. Equality and order are ordinal on kind and id. The default value names nobody.</remarks>
public readonly record struct SubjectKey : IComparable<SubjectKey>
{
    private readonly string? _id;

    /// <summary>Takes the id as it is: nothing is trimmed, folded or parsed.</summary>
    /// <param name="kind">Which kind of subject.</param>
    /// <param name="id">The id's text, not empty.</param>
    /// <exception cref="ArgumentException"><paramref name="id"/> is null or empty.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="kind"/> is not a defined kind.</exception>
    public SubjectKey(SubjectKind kind, string id)
    {
        ArgumentException.ThrowIfNullOrEmpty(id);
        if (!Enum.IsDefined(kind))
        {
            throw new ArgumentOutOfRangeException(nameof(kind), kind, "A subject is a Customer, a Household or an Account.");
        }

        Kind = kind;
        _id = id;
    }

    /// <summary>Which kind of subject.</summary>
    public SubjectKind Kind { get; }

    /// <summary>The id's text; empty for the default value.</summary>
    public string Id => _id ?? "";

    // Where the texts begin: nobody, account, customer, household.
    private int Place => _id is null ? 0 : Kind switch { SubjectKind.Account => 1, SubjectKind.Customer => 2, _ => 3 };

    /// <summary>The key of a customer.</summary>
    /// <param name="customer">The customer, not the default value.</param>
    /// <exception cref="ArgumentException"><paramref name="customer"/> has no text.</exception>
    public static SubjectKey Of(CustomerId customer) => new(SubjectKind.Customer, customer.Value);

    /// <summary>The key of a household.</summary>
    /// <param name="id">The household's id, not empty.</param>
    public static SubjectKey Household(string id) => new(SubjectKind.Household, id);

    /// <summary>The key of an account.</summary>
    /// <param name="id">The account's id, not empty.</param>
    public static SubjectKey Account(string id) => new(SubjectKind.Account, id);

    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    /// <param name="text">Kind, colon, id, as in <c>customer:C-1042</c>; the id may hold colons of its own.</param>
    /// <exception cref="FormatException"><paramref name="text"/> has no known kind before its first colon, or no id after it.</exception>
    public static SubjectKey Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        int colon = text.IndexOf(':', StringComparison.Ordinal);
        SubjectKind? kind = colon < 0 ? null : text[..colon] switch
        {
            "customer" => SubjectKind.Customer,
            "household" => SubjectKind.Household,
            "account" => SubjectKind.Account,
            _ => null,
        };
        return kind is { } known && colon + 1 < text.Length
            ? new SubjectKey(known, text[(colon + 1)..])
            : throw new FormatException($"'{text}' is no subject; expected customer:ID, household:ID or account:ID.");
    }

    /// <summary>Ordinal order of the texts: accounts, customers, households, each by id.</summary>
    public int CompareTo(SubjectKey other)
    {
        int byKind = Place.CompareTo(other.Place);
        return byKind != 0 ? byKind : string.CompareOrdinal(Id, other.Id);
    }

    /// <summary>Whether one key stands before another.</summary>
    public static bool operator <(SubjectKey left, SubjectKey right) => left.CompareTo(right) < 0;

    /// <summary>Whether one key stands after another.</summary>
    public static bool operator >(SubjectKey left, SubjectKey right) => left.CompareTo(right) > 0;

    /// <summary>Whether one key stands before another or is the same.</summary>
    public static bool operator <=(SubjectKey left, SubjectKey right) => left.CompareTo(right) <= 0;

    /// <summary>Whether one key stands after another or is the same.</summary>
    public static bool operator >=(SubjectKey left, SubjectKey right) => left.CompareTo(right) >= 0;

    /// <summary>Kind and id, as in <c>household:H-7</c>; empty for the default value. Also the text under which stores keep the subject.</summary>
    public override string ToString() => _id is null ? "" : Kind switch
    {
        SubjectKind.Customer => "customer:" + _id,
        SubjectKind.Household => "household:" + _id,
        _ => "account:" + _id,
    };
}
