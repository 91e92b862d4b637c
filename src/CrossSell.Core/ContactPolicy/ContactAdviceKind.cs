namespace CrossSell;

/// <summary>What to do about a contact.</summary>
public enum ContactAdviceKind
{
    /// <summary>Make it as it is.</summary>
    Proceed = 0,

    /// <summary>Make it later, at <see cref="ContactAdvice.At"/>.</summary>
    Defer = 1,

    /// <summary>Make it by <see cref="ContactAdvice.Channel"/> instead.</summary>
    OtherChannel = 2,

    /// <summary>Do not make it.</summary>
    Suppress = 3,
}
