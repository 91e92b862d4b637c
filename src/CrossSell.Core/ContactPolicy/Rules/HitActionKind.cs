namespace CrossSell.ContactPolicy;

/// <summary>The kinds of <see cref="HitAction"/>.</summary>
public enum HitActionKind
{
    /// <summary>The contact is not made.</summary>
    Suppress = 0,

    /// <summary>The contact is made later.</summary>
    Defer = 1,

    /// <summary>The contact is made by another channel.</summary>
    TryOtherChannel = 2,
}
