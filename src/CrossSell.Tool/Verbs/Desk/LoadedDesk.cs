namespace CrossSell.Tool;

/// <summary>A desk that is ready to be asked.</summary>
/// <param name="Desk">Decides.</param>
/// <param name="Now">The instant where no ledger gives one.</param>
/// <param name="FactsAt">What files say of customers at an instant.</param>
internal sealed record LoadedDesk(DecisionDesk Desk, DateTimeOffset Now, Func<DateTimeOffset, string, Reporter, KnownFacts> FactsAt);
