namespace CrossSell.ContactPolicy;

/// <summary>What a rule asks for when it does not admit a contact.</summary>
/// <remarks>Immutable and thread-safe. The verdict itself is the same: the contact is not admitted now and by this channel.</remarks>
public sealed record HitAction
{
    private HitAction(HitActionKind kind) => Kind = kind;

    /// <summary>What is asked for.</summary>
    public HitActionKind Kind { get; }

    /// <summary>How much later a deferred contact may be made at most; zero for other kinds.</summary>
    public TimeSpan MaxDelay { get; private init; }

    /// <summary>The contact is not made.</summary>
    public static HitAction Suppress { get; } = new(HitActionKind.Suppress);

    /// <summary>Another channel is tried.</summary>
    public static HitAction TryOtherChannel { get; } = new(HitActionKind.TryOtherChannel);

    /// <summary>The contact is made at the next allowed instant, when that is not too far off.</summary>
    /// <param name="maxDelay">The most delay, more than zero.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maxDelay"/> is not more than zero.</exception>
    public static HitAction DeferWithin(TimeSpan maxDelay)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(maxDelay, TimeSpan.Zero);
        return new HitAction(HitActionKind.Defer) { MaxDelay = maxDelay };
    }
}
