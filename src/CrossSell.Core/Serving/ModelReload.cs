namespace CrossSell;

/// <summary>What a look at the file of a <see cref="ModelSlot"/> found.</summary>
/// <param name="IsNew">Whether another model was there; requests that begin from now on get it.</param>
/// <param name="Problem">Why the file could not be served, then the model of before goes on; null where nothing was wrong.</param>
public sealed record ModelReload(bool IsNew, Exception? Problem);
